package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.GenreMap;
import org.needledrop.cli.benchmark.BenchmarkTracks;
import org.needledrop.cli.benchmark.CpuClock;
import org.needledrop.cli.benchmark.StageTimes;
import org.needledrop.cli.option.JobsOption;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.PathArguments;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.UsageException;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.library.TrackFiles;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TaggingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code needledrop benchmark}. */
@Command(
    name = "benchmark",
    description = {
      "Measures how fast this machine tags (Linux only).",
      "Creates 3.5-minute MP3s from the given tracks, tags them, and prints tracks per second,"
          + " the real-time factor per core and the cost of each stage."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  needledrop benchmark sample-library --tracks 8")
final class BenchmarkCommand implements Callable<Integer> {

  @Option(
      names = "--tracks",
      paramLabel = "N",
      defaultValue = "24",
      description =
          "Number of MP3s; more of them hide the start-up time (default: ${DEFAULT-VALUE}).")
  private int count;

  @Mixin private PathArguments arguments;
  @Mixin private JobsOption jobs;
  @Mixin private ModelOption modelOption;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  BenchmarkCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("needledrop-benchmark");
    try (AnalysisSetup setup =
        ConfiguredAnalysis.open(settings, modelOption.orElse(settings.model()))) {
      List<Path> tracks =
          BenchmarkTracks.make(ConfiguredAnalysis.ffmpeg(settings), excerpts(setup), count, folder);
      printStages(setup, tracks, folder.resolve("copy.mp3"));
      printWhole(setup, tracks, folder.resolve("tagged"));
    } finally {
      delete(folder);
    }
    return ExitCode.OK;
  }

  /** Returns the first {@link #count} tracks that can be decoded; skips broken ones. */
  private List<Path> excerpts(AnalysisSetup setup) {
    List<Path> excerpts =
        arguments.paths().stream()
            .flatMap(path -> TrackFiles.below(path, Optional.empty(), this::warn).stream())
            .filter(path -> canDecode(setup, path))
            .limit(count)
            .toList();
    if (excerpts.isEmpty()) {
      throw new UsageException("none of the tracks can be decoded: " + arguments.paths());
    }
    return excerpts;
  }

  private void warn(TrackFailure failure) {
    spec.commandLine().getErr().println(failure.getMessage());
  }

  private static boolean canDecode(AnalysisSetup setup, Path path) {
    try {
      return setup.decoder().decode(path, (samples, count) -> {}).duration().toSeconds() > 0;
    } catch (TrackFailure failure) {
      return false;
    }
  }

  private void printStages(AnalysisSetup setup, List<Path> tracks, Path copy)
      throws IOException, InterruptedException {
    StageTimes warmUp = new StageTimes(setup, ConfiguredAnalysis.ffmpeg(settings));
    warmUp.add(tracks.getFirst(), copy);
    StageTimes times = new StageTimes(setup, ConfiguredAnalysis.ffmpeg(settings));
    for (Path track : tracks) {
      times.add(track, copy);
    }
    double audioSeconds = (double) tracks.size() * BenchmarkTracks.SECONDS;
    print("stage      ms/track   ms/snippet   x real time");
    for (Map.Entry<StageTimes.Stage, Double> stage : times.cpuSeconds().entrySet()) {
      print(
          String.format(
              Locale.ROOT,
              "%-9s %9.1f %12.3f %13.0f",
              stage.getKey().name().toLowerCase(Locale.ROOT),
              1000 * stage.getValue() / tracks.size(),
              1000 * stage.getValue() / times.snippets(),
              audioSeconds / stage.getValue()));
    }
  }

  private void printWhole(AnalysisSetup setup, List<Path> tracks, Path out) {
    long start = System.nanoTime();
    double cpuStart = CpuClock.totalSeconds();
    tagCopies(setup, tracks, out);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = CpuClock.totalSeconds() - cpuStart;
    double audioSeconds = (double) tracks.size() * BenchmarkTracks.SECONDS;
    print(
        String.format(
            Locale.ROOT,
            "%d MP3s of %d s, %d at a time: %.2f tracks/s, %.0f x real time, %.0f x real time"
                + " per core",
            tracks.size(),
            BenchmarkTracks.SECONDS,
            jobs.jobs(),
            tracks.size() / seconds,
            audioSeconds / seconds,
            audioSeconds / cpuSeconds));
  }

  private void tagCopies(AnalysisSetup setup, List<Path> tracks, Path out) {
    GenreMap words = GenreMap.usual(setup.model().genres());
    TaggingOptions options =
        new TaggingOptions(TagPolicy.FILL, words, OptionalDouble.of(0), 0, false, false);
    List<Track> copies =
        tracks.stream().map(track -> new Track(track, out.resolve(track.getFileName()))).toList();
    try (LibraryFolder held = LibraryFolder.hold(out);
        Journal journal = Journal.open(held.path());
        SimilarityIndex index = LuceneIndex.open(LibraryFolder.index(out))) {
      new Tagging(setup, options)
          .libraryTagger(journal, index)
          .tag(copies, jobs.jobs(), report -> {});
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
