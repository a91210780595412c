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
import org.needledrop.analysis.GenreMap;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioDecoder;
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

/** The whole flow but for the network: all is the first genre, unless told otherwise. */
final class TaggingRun implements AutoCloseable {
  private static final int JOBS = 2;
  static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));

  private final AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  private final SimilarityIndex index;
  private final Journal journal;
  private final TrackTagger tagger;

  /** What became of a track, and how long that took. */
  record Timed(TrackReport report, long millis) {}

  TaggingRun(Path library) {
    this(library, new OneGenre(MODEL));
  }

  TaggingRun(Path library, Scorer scorer) {
    this(library, scorer, LuceneIndex.inMemory());
  }

  TaggingRun(Path library, Scorer scorer, SimilarityIndex index) {
    this(library, scorer, index, false);
  }

  /**
   * @param partial whether to tag what is there of a track that is cut off
   */
  TaggingRun(Path library, Scorer scorer, SimilarityIndex index, boolean partial) {
    this.index = index;
    TaggingOptions options =
        new TaggingOptions(
                TagPolicy.REPLACE,
                GenreMap.usual(MODEL.genres()),
                OptionalDouble.of(0),
                0,
                false,
                false)
            .partial(partial);
    AudioDecoder decoder = new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults());
    journal = Journal.open(LibraryFolder.journal(library));
    tagger =
        new TrackTagger(
            audioHash,
            new TrackAnalyzer(decoder, MODEL, scorer, 0).partial(partial),
            new FileTagger(audioHash, journal, MODEL, options),
            index,
            journal,
            MODEL,
            options);
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
    new LibraryTagger(tagger, index, journal).tag(tracks, JOBS, reports::add);
    return reports;
  }

  UndoReport undo(Path file) {
    return new TagUndo(audioHash, journal, false).undo(file);
  }

  @Override
  public void close() {
    journal.close();
    index.close();
  }
}
