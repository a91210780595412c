package org.needledrop.similarity.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.similarity.TrackOrder;

/**
 * How fast an index of made-up tracks is written and searched, and how many of the true neighbours
 * it finds: {@code ./needledrop index-benchmark clustered,unclustered 1000,10000,100000}. With a
 * folder of GTZAN as a third argument {@code gtzan} is a library too.
 */
final class IndexBenchmark {

  private static final int TRACKS_A_COMMIT = 10_000;
  private static final int QUERIES = 500;
  private static final int PROBES = 100;
  private static final int[] CANDIDATES = {10, 50, 100, 200, 400};

  private final String name;
  private final MadeUpLibrary library;
  private final int tracks;
  private final Path folder;

  private IndexBenchmark(String name, MadeUpLibrary library, int tracks, Path folder) {
    this.name = name;
    this.library = library;
    this.tracks = tracks;
    this.folder = folder;
  }

  static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("wanted: LIBRARY[,LIBRARY...] TRACKS[,TRACKS...] [GTZAN]");
    }
    for (String name : arguments[0].split(",", -1)) {
      MadeUpLibrary library = library(name, arguments);
      for (String tracks : arguments[1].split(",", -1)) {
        Path folder = Files.createTempDirectory("needledrop-index");
        try {
          new IndexBenchmark(name, library, Integer.parseInt(tracks), folder).run();
        } finally {
          delete(folder);
        }
      }
    }
  }

  private static MadeUpLibrary library(String name, String[] arguments) {
    return switch (name) {
      case "clustered" -> MadeUpLibrary.inClusters();
      case "unclustered" -> MadeUpLibrary.withoutClusters();
      case "gtzan" -> {
        if (arguments.length < 3) {
          throw new IllegalArgumentException("the library gtzan is made from a folder with GTZAN");
        }
        yield GtzanLibrary.read(Path.of(arguments[2]));
      }
      default ->
          throw new IllegalArgumentException(
              "no library: %s; there are clustered, unclustered and gtzan".formatted(name));
    };
  }

  private void run() throws IOException {
    write();
    try (LuceneSearch search = LuceneSearch.open(folder)) {
      for (SimilarityMeasure closeness : SimilarityMeasure.values()) {
        searchBy(closeness, search);
      }
      TrackFilter text =
          new TrackFilter(
              Set.of(),
              0,
              1,
              Optional.empty(),
              Optional.of("artist 000"),
              Optional.empty(),
              Set.of());
      time("first page", () -> search.list(TrackFilter.ALL, TrackOrder.PATH, Optional.empty(), 50));
      LibraryPage.Position middle =
          new LibraryPage.Position(
              Optional.empty(), library.track(tracks / 2).path(), MadeUpLibrary.hash(tracks / 2));
      time(
          "a later page",
          () -> search.list(TrackFilter.ALL, TrackOrder.PATH, Optional.of(middle), 50));
      for (TrackOrder.By by : TrackOrder.By.values()) {
        TrackOrder order = new TrackOrder(by, true);
        time(
            "first page by " + by, () -> search.list(TrackFilter.ALL, order, Optional.empty(), 50));
      }
      time("page, by text", () -> search.list(text, TrackOrder.PATH, Optional.empty(), 50));
      time("statistics", search::statistics);
    }
  }

  private void write() throws IOException {
    Instant start = Instant.now();
    Duration processorStart = processorTime();
    try (SimilarityIndex index = LuceneIndex.open(folder)) {
      for (int number = 0; number < tracks; number++) {
        index.put(library.track(number));
        if ((number + 1) % TRACKS_A_COMMIT == 0) {
          index.commit();
        }
      }
      index.commit();
    }
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
    print(
        String.format(
            Locale.ROOT,
            "written in %.1f s (processor time %.1f), %.0f tracks/s, %.1f MB, %d segments",
            seconds,
            processorTime().minus(processorStart).toMillis() / 1e3,
            tracks / seconds,
            size(folder) / 1e6,
            segments()));
  }

  /** Of all threads of this process. */
  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private void searchBy(SimilarityMeasure closeness, LuceneSearch search) {
    int[] numbers =
        IntStream.range(0, PROBES).map(i -> (int) ((long) i * tracks / PROBES)).toArray();
    TrueNeighbours truth = TrueNeighbours.of(library, tracks, numbers, closeness);
    SimilarityQuery[] probes =
        Arrays.stream(numbers)
            .mapToObj(number -> library.probe(number, closeness))
            .toArray(SimilarityQuery[]::new);
    for (int candidates : CANDIDATES) {
      long hits = 0;
      for (int i = 0; i < PROBES; i++) {
        hits += truth.hits(i, nearest(search, probes[i], numbers[i], candidates));
      }
      Latencies took =
          Latencies.of(
              QUERIES, i -> nearest(search, probes[i % PROBES], numbers[i % PROBES], candidates));
      double recall = hits / (double) (PROBES * TrueNeighbours.COUNT);
      print(
          String.format(
              Locale.ROOT,
              "%s, %d candidates: recall %.3f, %s",
              closeness,
              candidates,
              recall,
              took));
    }
  }

  private static List<Neighbour> nearest(
      LuceneSearch search, SimilarityQuery probe, int number, int candidates) {
    return search.nearest(
        probe,
        TrackFilter.ALL.without(Set.of(MadeUpLibrary.hash(number))),
        TrueNeighbours.COUNT,
        candidates);
  }

  private void time(String what, Runnable step) {
    Latencies took = Latencies.of(QUERIES / 5, _ -> step.run());
    print("%s: %s".formatted(what, took));
  }

  private void print(String line) {
    System.out.printf(Locale.ROOT, "%-11s %8d  %s%n", name, tracks, line);
  }

  private int segments() throws IOException {
    try (FSDirectory directory = FSDirectory.open(folder)) {
      return SegmentInfos.readLatestCommit(directory).size();
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
