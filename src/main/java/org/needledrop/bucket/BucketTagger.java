package org.needledrop.bucket;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.needledrop.failure.Stage;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StorageFailure;
import org.needledrop.tracing.Tracing;

/**
 * Tags objects of a bucket: downloads an object if there is anything to do, tags it with {@link
 * org.needledrop.tagging.TrackTagger}, and uploads it unless it has changed meanwhile. The record
 * is written before the object, so that a run after a crash resumes without another analysis.
 * Thread-safe, and safe to run in many processes at once.
 */
public final class BucketTagger {

  /** Maximum attempts while the object changes concurrently; then it is left to the next event. */
  private static final int ATTEMPTS = 5;

  /**
   * Deliveries of an event before a refusal by the store is final: about 6 minutes with the pauses
   * of {@link org.needledrop.failure.Backoff}. New permissions and key grants may take up to 5
   * minutes to take effect (AWS Key Management Service Developer Guide, "Eventual consistency").
   */
  private static final int REFUSALS = 5;

  private final BucketSetup setup;
  private final FileTagging tagging;
  private final Consumer<Result.Failed> failures;

  /**
   * @param failures receives each failure before it is recorded, so at least once
   */
  public BucketTagger(BucketSetup setup, FileTagging tagging, Consumer<Result.Failed> failures) {
    this.setup = setup;
    this.tagging = tagging;
    this.failures = failures;
  }

  /** Deletes scratch files of killed processes. Call it once, before tagging. */
  public static void deleteAbandoned(Path scratch) {
    ScratchFolder.deleteAbandoned(scratch);
  }

  /**
   * Tags the current version of an object, whatever version the event was sent for. If the event is
   * a redelivery, the attempt is counted in the record first, as the process may be killed; after
   * {@value ObjectAttempt#MOST_TRIES} attempts the object has failed permanently.
   */
  public Result tag(ObjectKey object, EventDelivery delivery) {
    ObjectAttempt attempt = attempt(object, delivery);
    return handle(object, delivery, () -> Tracing.in("object", attempt::tag));
  }

  /**
   * Records that an object was deleted. If it exists, tags it instead: when a delete marker is
   * deleted, an older version becomes current (S3 User Guide, "Managing delete markers").
   */
  public Result remove(ObjectKey object, EventDelivery delivery) {
    return handle(object, delivery, attempt(object, delivery)::remove);
  }

  private ObjectAttempt attempt(ObjectKey object, EventDelivery delivery) {
    return new ObjectAttempt(setup, tagging, failures, object, delivery);
  }

  private Result handle(ObjectKey object, EventDelivery delivery, Supplier<Result> attempt) {
    if (!setup.wants(object)) {
      return new Result.Skipped(Result.Why.NO_AUDIO);
    }
    try {
      return untilUnchanged(object, attempt);
    } catch (StorageFailure.Refused e) {
      if (delivery.comesAgain() && delivery.count() < REFUSALS) {
        return new Result.Postponed(object, false, e.getMessage());
      }
      Result.Failed result = new Result.Failed(object, Stage.FETCH, e.getMessage());
      failures.accept(result);
      return result;
    } catch (StorageFailure e) {
      return new Result.Postponed(object, true, e.getMessage());
    } catch (UncheckedIOException | IllegalStateException e) {
      return new Result.Postponed(object, false, e.getMessage());
    }
  }

  /** Repeats an attempt while the object or its record changes concurrently. */
  private static Result untilUnchanged(ObjectKey object, Supplier<Result> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Result> result = ifUnchanged(attempt);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Postponed(
        object, false, "the object keeps changing while it is being tagged");
  }

  private static Optional<Result> ifUnchanged(Supplier<Result> attempt) {
    try {
      return Optional.of(attempt.get());
    } catch (StorageFailure.Changed | StorageFailure.Missing e) {
      return Optional.empty();
    }
  }
}
