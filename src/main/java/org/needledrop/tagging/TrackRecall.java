package org.needledrop.tagging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;

/** What is known of a file, by the journal or else by listening now; nothing is kept. */
public final class TrackRecall {

  private final AudioHash audioHash;
  private final TrackListener listener;
  private final String method;
  private final Optional<Journal> journal;

  /**
   * Recalls what was heard by one method.
   *
   * @param method see {@link TaggingOptions#method}
   * @param journal none for a file that belongs to no library
   */
  public TrackRecall(
      AudioHash audioHash, TrackListener listener, String method, Optional<Journal> journal) {
    this.audioHash = audioHash;
    this.listener = listener;
    this.method = method;
    this.journal = journal;
  }

  /**
   * What is known of a file.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be read
   */
  public Analysis recall(Path file) {
    String recording = known(file).orElseGet(() -> audioHash.of(file));
    return journal
        .flatMap(known -> known.analysis(recording, method))
        .orElseGet(() -> listen(file, recording));
  }

  /**
   * What is known of a file and tells the seconds apart; those are not known where scores follow
   * from what another model heard.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be read
   */
  public Analysis recallSeconds(Path file) {
    Analysis known = recall(file);
    return known.hasSeconds() ? known : listen(file, known.audioHash());
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
