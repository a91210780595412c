package org.needledrop.bucket;

import java.util.Optional;
import org.needledrop.failure.Stage;
import org.needledrop.storage.ObjectKey;
import org.needledrop.tagging.TrackRecord;

/**
 * What is known of one object: its place in the order of events, what was found in it and what was
 * written. It lies beside the objects and is the object's entry in the index.
 *
 * @param sequencer of the last event that was worked off; events up to it are old news
 * @param etag of the object as it was left; empty while it is being written, and when it is gone
 * @param track empty when nothing was ever found in what the object holds, or it is gone
 * @param failure why nothing was found the last time
 * @param unfinished what nobody has brought to an end yet
 * @param archived storage class or access tier that the object has to be restored from first
 */
public record BucketRecord(
    ObjectKey object,
    Optional<String> sequencer,
    Optional<String> etag,
    Optional<TrackRecord> track,
    Optional<Failure> failure,
    Optional<Unfinished> unfinished,
    Optional<String> archived) {

  /**
   * Where and why.
   *
   * @param fingerprint of what was tried, which need not be tried again; something else may do
   *     better. Empty where a limit was met: it may be raised
   */
  public record Failure(Stage stage, String reason, String fingerprint) {}

  /**
   * Tries that did not come to an end.
   *
   * @param etag of the object that was worked on
   */
  public record Unfinished(String etag, int tries) {}

  static BucketRecord unknown(ObjectKey object) {
    return plain(object, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Of an object with which nothing is the matter. */
  private static BucketRecord plain(
      ObjectKey object,
      Optional<String> sequencer,
      Optional<String> etag,
      Optional<TrackRecord> track) {
    return new BucketRecord(
        object, sequencer, etag, track, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Tries of the object, as it is, that did not come to an end. */
  int tries(String currentEtag) {
    return unfinished.filter(of -> of.etag().equals(currentEtag)).map(Unfinished::tries).orElse(0);
  }

  /** Somebody is about to work on the object. */
  BucketRecord tried(String currentEtag) {
    Unfinished again = new Unfinished(currentEtag, tries(currentEtag) + 1);
    return new BucketRecord(object, sequencer, etag, track, failure, Optional.of(again), archived);
  }

  /** Whether an event tells nothing new. */
  boolean knows(Optional<String> event) {
    return event.isPresent()
        && sequencer.isPresent()
        && Sequencers.compare(event.get(), sequencer.get()) <= 0;
  }

  /** Whether the object is as it was left. */
  boolean left(String currentEtag) {
    return etag.filter(currentEtag::equals).isPresent();
  }

  /** Whether somebody found out what it is and has not written the object yet, or died before. */
  boolean isBeingWritten() {
    return track.isPresent() && etag.isEmpty();
  }

  /** The object is about to be written. */
  BucketRecord prepared(TrackRecord found) {
    return plain(object, sequencer, Optional.empty(), Optional.of(found));
  }

  /** The object is left so, after an event. */
  BucketRecord done(String leftEtag, TrackRecord found, Optional<String> event) {
    return plain(object, later(event), Optional.of(leftEtag), Optional.of(found));
  }

  /** Whether the object failed like that before, as it is. */
  boolean failedSo(String currentEtag, Failure why) {
    return left(currentEtag) && failure.filter(why::equals).isPresent();
  }

  /** What is known of an object stays, if it is as it was left. */
  BucketRecord failed(String leftEtag, Failure why, Optional<String> event) {
    return new BucketRecord(
        object,
        later(event),
        Optional.of(leftEtag),
        track.filter(_ -> left(leftEtag)),
        Optional.of(why),
        Optional.empty(),
        Optional.empty());
  }

  /** The object cannot be read; what is known of it stays, if it is as it was left. */
  BucketRecord archived(String leftEtag, String tier, Optional<String> event) {
    return new BucketRecord(
        object,
        later(event),
        Optional.of(leftEtag),
        track.filter(_ -> left(leftEtag)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(tier));
  }

  /** The object is gone; its place in the order stays. */
  BucketRecord gone(Optional<String> event) {
    return plain(object, later(event), Optional.empty(), Optional.empty());
  }

  private Optional<String> later(Optional<String> event) {
    return knows(event) || event.isEmpty() ? sequencer : event;
  }
}
