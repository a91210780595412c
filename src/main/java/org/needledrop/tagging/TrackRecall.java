package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.audio.AudioHash;

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
    String recording = audioHash.of(file);
    return journal
        .flatMap(known -> known.analysis(recording, method))
        .orElseGet(() -> listen(file, recording));
  }

  private Analysis listen(Path file, String recording) {
    TrackListener.Listening heard = listener.listen(file);
    return new Analysis(recording, method, heard.audio(), heard.hearing());
  }
}
