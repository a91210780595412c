package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.cli.option.JsonOption;
import org.needledrop.cli.option.LibraryOption;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.UsageException;
import org.needledrop.cli.report.JsonLines;
import org.needledrop.cli.report.NeighbourRow;
import org.needledrop.cli.report.Playlist;
import org.needledrop.cli.report.ShownPaths;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.cli.setup.LibraryIndex;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.FileState;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.tagging.CachedAnalyses;
import org.needledrop.tagging.IndexEntries;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop similar}. */
@Command(
    name = "similar",
    description = "Finds the tracks of a library that are most similar to a track.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop similar Music/song.mp3 -k 20 --m3u like-song.m3u8",
      "  needledrop similar new.flac --library Music --by genre-profile",
      "A track that is not in the library is analysed first."
    })
final class SimilarCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TRACK", description = "The track to compare with.")
  private Path track;

  @Option(
      names = "--by",
      paramLabel = "MEASURE",
      defaultValue = "embedding",
      description =
          "Similarity measure: ${COMPLETION-CANDIDATES}. embedding compares the network's"
              + " embeddings, genre-profile the genre probabilities (default: ${DEFAULT-VALUE}).")
  private SimilarityMeasure closeness;

  @Option(
      names = "--m3u",
      paramLabel = "FILE",
      description = "Write the track and its neighbours as a playlist.")
  private Path playlist;

  private int count;

  @Mixin private JsonOption json;
  @Mixin private LibraryOption library;
  @Mixin private ModelOption modelOption;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  SimilarCommand(Settings settings) {
    this.settings = settings;
  }

  @Option(
      names = {"-k", "--count"},
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of neighbours (default: ${DEFAULT-VALUE}).")
  void setCount(int neighbours) {
    if (neighbours < 1) {
      throw new ParameterException(
          spec.commandLine(), "--count must be at least 1, not " + neighbours);
    }
    count = neighbours;
  }

  @Override
  public Integer call() throws IOException {
    FileState.of(track); // reports a missing file before a missing library
    Path folder = library.existing(settings, track);
    try (AnalysisSetup setup =
            ConfiguredAnalysis.open(settings, modelOption.orElse(settings.model()));
        Journal journal = Journal.open(LibraryFolder.journal(folder));
        SimilaritySearch search = LibraryIndex.of(settings, folder).search()) {
      CachedAnalyses analyses =
          new CachedAnalyses(setup.audioHash(), setup.analyzer(), Optional.of(journal));
      Analysis analysis = analyses.find(track);
      IndexedTrack seed =
          IndexEntries.of(journal, setup.model()).of(track.toAbsolutePath().normalize(), analysis);
      if (seed.scores().isEmpty()) {
        throw new UsageException(
            "cannot compare %s: not scored (%s)".formatted(track, seed.abstained().orElseThrow()));
      }
      TrackFilter others = TrackFilter.ALL.without(Set.of(seed.audioHash()));
      List<Neighbour> neighbours =
          search.nearest(SimilarityQuery.of(seed, closeness), others, count);
      if (playlist != null) {
        write(seed, neighbours);
      }
      print(neighbours);
    }
    return ExitCode.OK;
  }

  private void write(IndexedTrack seed, List<Neighbour> neighbours) throws IOException {
    List<IndexedTrack> tracks = new ArrayList<>(List.of(seed));
    neighbours.forEach(neighbour -> tracks.add(neighbour.track()));
    for (IndexedTrack leftOut : Playlist.write(playlist, tracks)) {
      spec.commandLine()
          .getErr()
          .println(
              "%s: left out of %s, as a playlist cannot hold a path with a line break"
                  .formatted(leftOut.path(), playlist));
    }
  }

  private void print(List<Neighbour> neighbours) {
    PrintWriter out = spec.commandLine().getOut();
    ShownPaths paths = ShownPaths.as(track);
    if (json.file().isEmpty()) {
      neighbours.forEach(neighbour -> out.println(line(neighbour, paths)));
      out.flush();
    } else {
      try (JsonLines lines = JsonLines.open(json.file().get())) {
        neighbours.stream().map(NeighbourRow::of).forEach(lines::write);
      }
    }
  }

  private static String line(Neighbour neighbour, ShownPaths paths) {
    return String.format(
        Locale.ROOT,
        "%.3f  %-16s  %s",
        neighbour.similarity(),
        neighbour.track().topGenre().orElse(""),
        paths.shown(neighbour.track().path()));
  }
}
