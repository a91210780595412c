package org.needledrop.bucket;

import java.util.Optional;
import org.needledrop.failure.Stage;
import org.needledrop.journal.TrackRecord;
import org.needledrop.storage.ObjectKey;

/**
 * The stored state of one object: the last event, the analysis and the written tags. It is stored
 * beside the objects, and the index is built from it.
 *
 * @param sequencer sequencer of the last event that was handled; events up to it are stale
 * @param etag ETag of the object after tagging; empty while it is being written and when it is gone
 * @param track the track; empty if it was never analysed or the object is gone
 * @param failure why the last attempt failed
 * @param unfinished attempts that have not finished
 * @param archived storage class or access tier from which the object must be restored first
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
   * Stage and reason of a failure.
   *
   * @param fingerprint fingerprint of model and options; a retry with the same ones is pointless.
   *     Empty if a limit was exceeded, as it may be raised
   */
  public record Failure(Stage stage, String reason, String fingerprint) {}

  /**
   * Attempts that did not finish.
   *
   * @param etag ETag of the object
   */
  public record Unfinished(String etag, int tries) {}

  static BucketRecord unknown(ObjectKey object) {
    return plain(object, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns the record of an object without failure. */
  private static BucketRecord plain(
      ObjectKey object,
      Optional<String> sequencer,
      Optional<String> etag,
      Optional<TrackRecord> track) {
    return new BucketRecord(
        object, sequencer, etag, track, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns the number of unfinished attempts on the object's current content. */
  int tries(String currentEtag) {
    return unfinished.filter(of -> of.etag().equals(currentEtag)).map(Unfinished::tries).orElse(0);
  }

  /** Returns the record with one more attempt. */
  BucketRecord tried(String currentEtag) {
    Unfinished again = new Unfinished(currentEtag, tries(currentEtag) + 1);
    return new BucketRecord(object, sequencer, etag, track, failure, Optional.of(again), archived);
  }

  /** Returns whether an event is stale. */
  boolean hasHandled(Optional<String> event) {
    return event.isPresent()
        && sequencer.isPresent()
        && Sequencers.compare(event.get(), sequencer.get()) <= 0;
  }

  /** Returns whether the object is unchanged since it was tagged. */
  boolean left(String currentEtag) {
    return etag.filter(currentEtag::equals).isPresent();
  }

  /** Returns whether the analysis is recorded but the object is not written yet. */
  boolean isBeingWritten() {
    return track.isPresent() && etag.isEmpty();
  }

  /** Returns the record for an object that is about to be written. */
  BucketRecord prepared(TrackRecord found) {
    return plain(object, sequencer, Optional.empty(), Optional.of(found));
  }

  /** Returns the record after an event was handled. */
  BucketRecord done(String leftEtag, TrackRecord found, Optional<String> event) {
    return plain(object, later(event), Optional.of(leftEtag), Optional.of(found));
  }

  /** Returns whether the object's current content has failed in the same way before. */
  boolean failedSo(String currentEtag, Failure why) {
    return left(currentEtag) && failure.filter(why::equals).isPresent();
  }

  /** Returns the record after a failure; keeps the track if the object is unchanged. */
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

  /** Returns the record of an archived object; keeps the track if the object is unchanged. */
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

  /** Returns the record of a deleted object; keeps the sequencer. */
  BucketRecord gone(Optional<String> event) {
    return plain(object, later(event), Optional.empty(), Optional.empty());
  }

  private Optional<String> later(Optional<String> event) {
    return hasHandled(event) || event.isEmpty() ? sequencer : event;
  }
}
