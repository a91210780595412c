package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.GenreMap;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.tags.file.WriteOptions;

/** The whole flow without the network: by default, every track has the first genre. */
final class TaggingRun implements AutoCloseable {
  private static final int JOBS = 2;
  static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));

  private final AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  private final SimilarityIndex index;
  private final Journal journal;
  private final Tagging tagging;
  private final TrackTagger tagger;
  private final WriteOptions writing;

  /** What became of a track, and how long that took. */
  record Timed(TrackReport report, long millis) {}

  TaggingRun(Path library) {
    this(library, new OneGenre(MODEL));
  }

  TaggingRun(Path library, Scorer scorer) {
    this(library, scorer, LuceneIndex.inMemory());
  }

  TaggingRun(Path library, WriteOptions writing) {
    this(library, new OneGenre(MODEL), LuceneIndex.inMemory(), writing, false);
  }

  TaggingRun(Path library, Scorer scorer, SimilarityIndex index) {
    this(library, scorer, index, WriteOptions.defaults(), false);
  }

  /**
   * @param partial whether to tag what is there of a track that is cut off
   */
  TaggingRun(Path library, Scorer scorer, SimilarityIndex index, boolean partial) {
    this(library, scorer, index, WriteOptions.defaults(), partial);
  }

  private TaggingRun(
      Path library, Scorer scorer, SimilarityIndex index, WriteOptions writing, boolean partial) {
    this.index = index;
    this.writing = writing;
    TaggingOptions options =
        new TaggingOptions(
                TagPolicy.REPLACE,
                GenreMap.usual(MODEL.genres()),
                OptionalDouble.of(0),
                0,
                false,
                false)
            .with(writing)
            .partial(partial);
    journal = Journal.open(LibraryFolder.journal(library));
    tagging =
        new Tagging(
            AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), MODEL, scorer), options);
    tagger = tagging.trackTagger(journal, index);
  }

  Map<Path, Timed> tag(List<Track> tracks) {
    Map<Path, Timed> reports = new TreeMap<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(JOBS)) {
      List<Future<Timed>> pending =
          tracks.stream().map(track -> executor.submit(() -> timed(track))).toList();
      for (Future<Timed> one : pending) {
        Timed timed = one.get();
        reports.put(timed.report().track().source(), timed);
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return reports;
  }

  private Timed timed(Track track) {
    long start = System.nanoTime();
    TrackReport report = tagger.tag(track);
    return new Timed(report, (System.nanoTime() - start) / 1_000_000);
  }

  List<TrackReport> tagAgain(List<Track> tracks) {
    List<TrackReport> reports = new ArrayList<>();
    tagging.libraryTagger(journal, index).tag(tracks, JOBS, reports::add);
    return reports;
  }

  UndoReport undo(Path file) {
    return new TagUndo(audioHash, journal, TagUndo.Options.all(false), writing).undo(file);
  }

  @Override
  public void close() {
    journal.close();
    index.close();
  }
}
