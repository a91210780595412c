package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.GenreMap;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.tags.file.WriteOptions;

/**
 * What a command does to a library of one track, with all but the network as it is. All of it runs
 * in the calling thread, as strace counts the calls of each thread by themselves; so the few lines
 * that {@link LibraryTagger} has around its threads are repeated here.
 */
enum FaultTask {
  /** For the first time. */
  TAG,
  /** What was tagged before gets other words. */
  RETAG,
  /** Into a tagged copy elsewhere. */
  COPY,
  UNDO,
  /** The index is made anew, from the journal. */
  REBUILD;

  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));

  /** What must have been done before. */
  List<FaultTask> needs() {
    return switch (this) {
      case TAG, COPY -> List.of();
      case RETAG, UNDO, REBUILD -> List.of(TAG);
    };
  }

  /** The folder with {@code .needledrop}. */
  Path library(Path folder) {
    return folder.resolve(this == COPY ? "copies" : "music");
  }

  /** What went wrong, in the words that a user gets; nothing when all went well. */
  List<String> run(Path folder, String fileName) {
    Path library = library(folder);
    Track track = new Track(folder.resolve("music", fileName), library.resolve(fileName));
    try (LibraryFolder held = LibraryFolder.hold(library);
        Journal journal = Journal.open(held.path())) {
      return this == UNDO ? undo(journal, track) : withIndex(journal, track, library);
    } catch (RuntimeException e) {
      return List.of("needledrop: " + e.getMessage());
    }
  }

  private static List<String> undo(Journal journal, Track track) {
    UndoReport report =
        new TagUndo(audioHash(), journal, TagUndo.Options.all(false), WriteOptions.defaults())
            .undo(track.target());
    return report.failure().map(TrackFailure::getMessage).stream().toList();
  }

  private List<String> withIndex(Journal journal, Track track, Path library) {
    try (SimilarityIndex index = LuceneIndex.open(LibraryFolder.index(library))) {
      if (this != REBUILD) {
        return tag(journal, index, track);
      }
      index.replaceAll(IndexEntries.of(journal, MODEL).all());
      return List.of();
    }
  }

  private List<String> tag(Journal journal, SimilarityIndex index, Track track) {
    AnalysisSetup setup =
        AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), MODEL, new OneGenre(MODEL));
    Tagging tagging = new Tagging(setup, options());
    IndexFollower follower = tagging.follower(journal, index);
    follower.recover();
    TrackReport report = tagging.trackTagger(journal, follower).tag(track);
    if (report.finished().isPresent()) {
      follower.note(track.target());
    }
    follower.commit();
    return switch (report.outcome()) {
      case TrackOutcome.Finished _ -> List.of();
      case TrackOutcome.Failed(TrackFailure failure) -> List.of(failure.getMessage());
    };
  }

  private static AudioHash audioHash() {
    return new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  }

  private TaggingOptions options() {
    Map<String, List<String>> words = new TreeMap<>(GenreMap.usual(MODEL.genres()).byGenre());
    if (this == RETAG) {
      words.put(MODEL.genres().getFirst(), List.of("Another word"));
    }
    return new TaggingOptions(
        TagPolicy.REPLACE, new GenreMap(words), OptionalDouble.of(0), 0, false, false);
  }
}
