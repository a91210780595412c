package org.needledrop.tagging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.journal.Journal;
import org.needledrop.library.FileState;

/** Returns analyses from the journal, or else analyses the file without storing the result. */
public final class CachedAnalyses {

  private final AudioHash audioHash;
  private final TrackAnalyzer analyzer;
  private final Optional<Journal> journal;
  private final Optional<String> network;

  /**
   * Creates a lookup of what the analyzer would return.
   *
   * @param journal journal; empty for files outside of a library
   */
  public CachedAnalyses(AudioHash audioHash, TrackAnalyzer analyzer, Optional<Journal> journal) {
    this(audioHash, analyzer, journal, Optional.empty());
  }

  private CachedAnalyses(
      AudioHash audioHash,
      TrackAnalyzer analyzer,
      Optional<Journal> journal,
      Optional<String> network) {
    this.audioHash = audioHash;
    this.analyzer = analyzer;
    this.journal = journal;
    this.network = network;
  }

  /** Returns a copy that accepts analyses of any model with the network, for its embeddings. */
  public CachedAnalyses ofEmbeddings(String sharedNetwork) {
    return new CachedAnalyses(audioHash, analyzer, journal, Optional.of(sharedNetwork));
  }

  /**
   * Returns the analysis of a file, even if only part of it was scored.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be read
   */
  public Analysis find(Path file) {
    String recording = recording(file);
    return stored(recording).orElseGet(() -> analyzer.analyze(file, recording));
  }

  /**
   * Returns the analysis of a recording, even if its file was moved.
   *
   * @param file last known path
   * @throws org.needledrop.failure.TrackFailure if there is no analysis and the file cannot be read
   *     or holds another recording
   */
  public Analysis find(String recording, Path file) {
    return stored(recording)
        .orElseGet(() -> analyzer.analyze(requireHolds(file, recording), recording));
  }

  private Path requireHolds(Path file, String recording) {
    if (!recording(file).equals(recording)) {
      throw new StorageConflict(
          file, Stage.HASH, "the file now holds another recording than when it was labelled");
    }
    return file;
  }

  /**
   * Returns the analysis of a file with a timeline; rescored analyses have none.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be read
   */
  public Analysis findWithTimeline(Path file) {
    String recording = recording(file);
    return journal
        .flatMap(known -> known.analysis(recording, analyzer.method()))
        .filter(Analysis::hasTimeline)
        .orElseGet(() -> analyzer.analyze(file, recording));
  }

  private Optional<Analysis> stored(String recording) {
    return journal.flatMap(known -> stored(known, recording));
  }

  private Optional<Analysis> stored(Journal known, String recording) {
    return network.isPresent()
        ? known.analysesOfNetwork(recording, network.get()).findFirst()
        : known.analysisOfModel(recording, analyzer.method().model());
  }

  private String recording(Path file) {
    return known(file).orElseGet(() -> audioHash.of(file));
  }

  /** Returns the audio hash of a file that is in the journal and unchanged since. */
  private Optional<String> known(Path file) {
    return journal
        .filter(_ -> Files.exists(file))
        .flatMap(seen -> seen.files().recording(FileState.of(file.toAbsolutePath().normalize())))
        .map(Recording::audioHash);
  }
}
