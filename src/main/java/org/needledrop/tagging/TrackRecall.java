package org.needledrop.tagging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;

/** What is known of a file, by the journal or else by listening now; nothing is kept. */
public final class TrackRecall {

  private final AudioHash audioHash;
  private final TrackListener listener;
  private final String method;
  private final Optional<Journal> journal;
  private final Optional<String> network;

  /**
   * Recalls what was heard by one method.
   *
   * @param method see {@link TaggingOptions#method}
   * @param journal none for a file that belongs to no library
   */
  public TrackRecall(
      AudioHash audioHash, TrackListener listener, String method, Optional<Journal> journal) {
    this(audioHash, listener, method, journal, Optional.empty());
  }

  private TrackRecall(
      AudioHash audioHash,
      TrackListener listener,
      String method,
      Optional<Journal> journal,
      Optional<String> network) {
    this.audioHash = audioHash;
    this.listener = listener;
    this.method = method;
    this.journal = journal;
    this.network = network;
  }

  /** The same where only embeddings count, which any model has alike that has the network. */
  public TrackRecall ofEmbeddings(String sharedNetwork) {
    return new TrackRecall(audioHash, listener, method, journal, Optional.of(sharedNetwork));
  }

  /**
   * What is known of a file, whatever part of it was scored.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be read
   */
  public Analysis recall(Path file) {
    String recording = recording(file);
    return heard(recording).orElseGet(() -> listen(file, recording));
  }

  /**
   * What is known of a recording, wherever its file is now.
   *
   * @param file where it was
   * @throws org.needledrop.failure.TrackFailure when it was not listened to, and the file cannot be
   *     read or holds another recording now
   */
  public Analysis recall(String recording, Path file) {
    return heard(recording)
        .orElseGet(
            () -> {
              if (!recording(file).equals(recording)) {
                throw new StorageConflict(
                    file,
                    Stage.HASH,
                    "the file now holds another recording than when it was" + " labelled");
              }
              return listen(file, recording);
            });
  }

  /**
   * What is known of a file and tells the seconds apart; those are not known where scores follow
   * from what another model heard.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be read
   */
  public Analysis recallSeconds(Path file) {
    String recording = recording(file);
    return journal
        .flatMap(known -> known.analysis(recording, method))
        .filter(Analysis::hasSeconds)
        .orElseGet(() -> listen(file, recording));
  }

  private Optional<Analysis> heard(String recording) {
    return journal.flatMap(known -> heard(known, recording));
  }

  private Optional<Analysis> heard(Journal known, String recording) {
    return network.isPresent()
        ? known.analysesOfNetwork(recording, network.get()).findFirst()
        : known.analysisOfModel(recording, method);
  }

  private String recording(Path file) {
    return known(file).orElseGet(() -> audioHash.of(file));
  }

  /** The audio hash of a file that the journal has seen and that did not change since. */
  private Optional<String> known(Path file) {
    return journal
        .filter(_ -> Files.exists(file))
        .flatMap(seen -> seen.files().recording(FileState.of(file.toAbsolutePath().normalize())))
        .map(Recording::audioHash);
  }

  private Analysis listen(Path file, String recording) {
    TrackListener.Listening heard = listener.listen(file);
    return new Analysis(recording, method, heard.audio(), heard.hearing());
  }
}
