package org.needledrop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.needledrop.admission.ApiKeys;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.scoring.BackgroundScorer;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.djl.DjlScorer;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.similarity.lucene.LuceneSearch;
import org.needledrop.tagging.TrackReport;
import org.needledrop.web.http.ApiLimits;
import org.needledrop.web.operations.LibraryWriter;
import org.needledrop.web.operations.PolicyRequest;
import org.needledrop.web.operations.ServedIndex;
import org.needledrop.web.operations.ServedLibrary;

/** A library of eight real tracks, tagged with the real network and served on a free port. */
public final class ServedSamples implements AutoCloseable {

  public static final Path SAMPLES = Path.of("sample-library");
  public static final String REGGAE = "azzoug-divertissement-pour-flute.wav";
  public static final String UNSURE = "bright-side.wma";
  public static final String METAL = "muldjord-armygeddon.mp3";

  /** Not in the library. */
  public static final String ANOTHER = "werner-hacienda.mp3";

  private static final List<String> TRACKS =
      List.of(
          REGGAE,
          UNSURE,
          METAL,
          "gravel-road.flac",
          "mirrorball.opus",
          "one-drop-morning.mp3",
          "corner-loop.ogg",
          "van-herk-city-blues.m4a");
  private static final Path MODEL = Path.of("models/genre-musicnn");

  private final Path folder;
  private final Scorer scorer;
  private final Journal journal;
  private final SimilaritySearch search;
  private final ApiServer server;

  private ServedSamples(
      Path folder, Scorer scorer, Journal journal, SimilaritySearch search, ApiServer server) {
    this.folder = folder;
    this.scorer = scorer;
    this.journal = journal;
    this.search = search;
    this.server = server;
  }

  /** As a user has it who changes nothing. */
  public static ApiLimits limits() {
    return new ApiLimits(ApiKeys.NONE, List.of(), 100_000, 4 << 20, 1);
  }

  /** With the embedded index. */
  public static ServedSamples start(Path folder, ApiLimits limits) {
    Path index = LibraryFolder.index(folder);
    return start(folder, limits, () -> LuceneIndex.open(index), () -> LuceneSearch.open(index));
  }

  /**
   * With an index of another kind.
   *
   * @param folder empty
   */
  public static ServedSamples start(
      Path folder,
      ApiLimits limits,
      Supplier<SimilarityIndex> index,
      Supplier<SimilaritySearch> search) {
    ModelManifest model = ModelManifest.read(MODEL);
    Scorer scorer = new BackgroundScorer(() -> DjlScorer.load(MODEL, model));
    AnalysisSetup setup = AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), model, scorer);
    Journal journal = Journal.open(LibraryFolder.journal(folder));
    try (SimilarityIndex empty = index.get()) {
      empty.commit();
    }
    SimilaritySearch searched = search.get();
    ServedLibrary library =
        new ServedLibrary(
            folder, setup, journal, new ServedIndex(searched, index), Optional.empty());
    tag(library);
    return new ServedSamples(
        folder, scorer, journal, searched, ApiServer.start(library, limits, "localhost", 0));
  }

  private static void tag(ServedLibrary library) {
    List<Track> tracks = new ArrayList<>();
    for (String name : TRACKS) {
      Path track = library.folder().resolve(name);
      try {
        Files.copy(SAMPLES.resolve(name), track);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      tracks.add(Track.inPlace(track));
    }
    List<TrackReport> reports = new ArrayList<>();
    new LibraryWriter(library)
        .tag(tracks, PolicyRequest.USUAL.options(library.model(), false), reports::add);
    assertThat(reports).allMatch(report -> report.finished().isPresent());
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.port());
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    server.close();
    search.close();
    journal.close();
    scorer.close();
  }
}
