package org.needledrop.bucket;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.needledrop.bucket.BucketRecords.VersionedRecord;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.MissingFile;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.failure.UnreadableFile;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.failure.WorkerUnavailable;
import org.needledrop.library.TrackFiles;
import org.needledrop.storage.Archived;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.StoredObject;
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

  /** Attempts are counted only after these deliveries, as counting costs a write. */
  private static final int UNCOUNTED_DELIVERIES = 3;

  /**
   * Deliveries of an event before a refusal by the store is final: about 6 minutes with the pauses
   * of {@link org.needledrop.failure.Backoff}. New permissions and key grants may take up to 5
   * minutes to take effect (AWS Key Management Service Developer Guide, "Eventual consistency").
   */
  private static final int REFUSALS = 5;

  /** Maximum number of counted attempts per content of an object. */
  private static final int MOST_TRIES = 5;

  private final ObjectStore store;
  private final BucketRecords records;
  private final ObjectFilter filter;
  private final FileTagging tagging;
  private final Destination destination;
  private final WriteBack writeBack;
  private final LockKeeping locks;
  private final Path scratch;
  private final Consumer<Result.Failed> failures;
  private final boolean dryRun;

  /**
   * @param scratch folder with space for the objects in progress
   * @param failures receives each failure before it is recorded, so at least once
   * @param dryRun whether to write nothing
   */
  public BucketTagger(
      ObjectStore store,
      BucketRecords records,
      ObjectFilter filter,
      FileTagging tagging,
      Destination destination,
      Path scratch,
      Consumer<Result.Failed> failures,
      boolean dryRun) {
    this.store = store;
    this.records = records;
    this.filter = filter;
    this.tagging = tagging;
    this.destination = destination;
    this.writeBack = new WriteBack(store, records, destination);
    this.locks = new LockKeeping(store, destination);
    this.scratch = scratch;
    this.failures = failures;
    this.dryRun = dryRun;
  }

  /**
   * Tags the current version of an object, whatever version the event was sent for.
   *
   * @param sequencer sequencer of the event, if it has one
   */
  public Result tag(ObjectKey object, Optional<String> sequencer) {
    return tag(object, sequencer, OptionalInt.empty());
  }

  /**
   * Tags the current version of an object. If the event is a redelivery, the attempt is counted in
   * the record first, as the process may be killed; after {@value #MOST_TRIES} attempts the object
   * has failed permanently.
   *
   * @param deliveries deliveries of the event, including this one, if its queue redelivers
   */
  public Result tag(ObjectKey object, Optional<String> sequencer, OptionalInt deliveries) {
    if (!filter.wants(object) || destination.holds(object)) {
      return new Result.Skipped(Result.Why.NO_AUDIO);
    }
    return untilItHolds(
        object,
        deliveries,
        () -> Tracing.in("object", () -> tagAsItIs(object, sequencer, deliveries)));
  }

  /** Deletes scratch files of killed processes. Call it once, before tagging. */
  public static void deleteAbandoned(Path scratch) {
    ScratchFolder.deleteAbandoned(scratch);
  }

  /**
   * Records that an object was deleted. If it exists, tags it instead: when a delete marker is
   * deleted, an older version becomes current (S3 User Guide, "Managing delete markers").
   *
   * @param deliveries as for {@link #tag(ObjectKey, Optional, OptionalInt)}
   */
  public Result remove(ObjectKey object, Optional<String> sequencer, OptionalInt deliveries) {
    return filter.wants(object) && !destination.holds(object)
        ? untilItHolds(object, deliveries, () -> removeIfGone(object, sequencer, deliveries))
        : new Result.Skipped(Result.Why.NO_AUDIO);
  }

  /** Repeats a step while the object or its record changes concurrently. */
  private Result untilItHolds(ObjectKey object, OptionalInt deliveries, Supplier<Result> step) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<Result> result = ifUnchanged(step);
        if (result.isPresent()) {
          return result.get();
        }
      }
      return new Result.Postponed(
          object, false, "the object keeps changing while it is being tagged");
    } catch (StorageFailure.Refused e) {
      if (deliveries.isPresent() && deliveries.getAsInt() < REFUSALS) {
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

  private static Optional<Result> ifUnchanged(Supplier<Result> step) {
    try {
      return Optional.of(step.get());
    } catch (StorageFailure.Changed | StorageFailure.Missing e) {
      return Optional.empty();
    }
  }

  private Result removeIfGone(
      ObjectKey object, Optional<String> sequencer, OptionalInt deliveries) {
    // Record first, then object: if the object reappears meanwhile, its record has changed.
    VersionedRecord held = records.read(object);
    if (held.record().hasHandled(sequencer)) {
      return new Result.Skipped(Result.Why.STALE_EVENT);
    } else if (store.head(object).isPresent()) {
      return tagAsItIs(object, Optional.empty(), deliveries);
    } else if (!dryRun && held.isKnown()) {
      records.write(object, held, held.record().gone(sequencer));
    }
    return new Result.Skipped(Result.Why.GONE);
  }

  private Result tagAsItIs(ObjectKey object, Optional<String> sequencer, OptionalInt deliveries) {
    // Object first, then record: the record is then never older than the object.
    Optional<StoredObject> found = store.head(object);
    if (found.isEmpty()) {
      return removeIfGone(object, sequencer, deliveries);
    }
    VersionedRecord held = records.read(object);
    if (held.record().hasHandled(sequencer)) {
      return new Result.Skipped(Result.Why.STALE_EVENT);
    }
    if (held.record().left(found.get().etag()) && isSettled(held.record())) {
      return asBefore(object, held.record());
    }
    if (found.get().archived().isPresent()) {
      return inArchive(found.get(), found.get().archived().get(), held, sequencer);
    }
    try {
      Optional<String> extension = filter.extension(found.get(), store);
      return extension.isPresent()
          ? tagOrPostpone(found.get(), "track." + extension.get(), held, sequencer, deliveries)
          : new Result.Skipped(Result.Why.NO_AUDIO);
    } catch (StorageFailure.InArchive e) { // a restored copy that has expired
      return inArchive(found.get(), new Archived("an archive", false), held, sequencer);
    }
  }

  /** Records an archived object; the store sends an event when it is restored. */
  private Result inArchive(
      StoredObject object, Archived archived, VersionedRecord held, Optional<String> sequencer) {
    if (!TrackFiles.isAudioExtension(object.key().extension())) {
      return new Result.Skipped(Result.Why.NO_AUDIO); // its content cannot be read
    }
    BucketRecord noted = held.record().archived(object.etag(), archived.tier(), sequencer);
    if (!dryRun && !noted.equals(held.record())) {
      records.write(object.key(), held, noted);
    }
    return new Result.InArchive(object.key(), archived);
  }

  /** Postpones in an outage if the event will be redelivered; otherwise waits for a worker. */
  private Result tagOrPostpone(
      StoredObject object,
      String fileName,
      VersionedRecord held,
      Optional<String> sequencer,
      OptionalInt deliveries) {
    Optional<String> outage = deliveries.isPresent() ? tagging.outage() : Optional.empty();
    if (outage.isPresent()) {
      return new Result.Postponed(object.key(), true, outage.get());
    } else if (deliveries.orElse(1) <= UNCOUNTED_DELIVERIES || dryRun) {
      return tag(object, fileName, held, sequencer);
    }
    return held.record().tries(object.etag()) < MOST_TRIES
        ? tagCounted(object, fileName, held, sequencer)
        : failed(object, neverFinished(), held, sequencer);
  }

  private Result tagCounted(
      StoredObject object, String fileName, VersionedRecord held, Optional<String> sequencer) {
    BucketRecord tried = held.record().tried(object.etag());
    VersionedRecord counted = records.write(object.key(), held, tried);
    Result result = tag(object, fileName, counted, sequencer);
    if (result instanceof Result.Postponed later && later.outage()) {
      records.write(object.key(), counted, held.record()); // does not count as an attempt
    }
    return result;
  }

  private static LimitExceeded neverFinished() {
    return new LimitExceeded(
        Path.of("object"),
        Stage.TAG,
        "gave up after %d attempts that did not finish; see the log".formatted(MOST_TRIES));
  }

  /** Returns the recorded failure, which was reported when it happened. */
  private static Result asBefore(ObjectKey object, BucketRecord record) {
    return record
        .failure()
        .<Result>map(failure -> new Result.Failed(object, failure.stage(), failure.reason()))
        .orElseGet(() -> new Result.Skipped(Result.Why.UNCHANGED));
  }

  /** Returns whether tagging with this model and these options would give the same result. */
  private boolean isSettled(BucketRecord record) {
    return record
        .failure()
        .map(failure -> tagging.failsAgain(failure.fingerprint()))
        .or(() -> record.track().map(track -> tagging.isSettled(track.fingerprint())))
        .orElse(false);
  }

  private Result tag(
      StoredObject object, String fileName, VersionedRecord held, Optional<String> sequencer) {
    try (ScratchFolder folder = ScratchFolder.in(scratch)) {
      Path file = folder.path().resolve(fileName);
      if (object.bytes() > filter.maxBytes()) {
        throw new LimitExceeded(
            file,
            Stage.FETCH,
            "%d bytes exceed the limit of %d (NEEDLEDROP_MAX_BYTES)"
                .formatted(object.bytes(), filter.maxBytes()));
      }
      ObjectLock lock = locks.lock(object.key(), file);
      StoredObject fetched = store.download(object.key(), object.etag(), file).withLock(lock);
      FileTagging.Tagged tagged = tagging.tag(file, held.record().track());
      if (!dryRun) {
        writeBack.leave(fetched, file, tagged, held, sequencer);
      }
      return new Result.Tagged(tagged.report());
    } catch (TrackFailure failure) {
      return failed(object, failure, held, sequencer);
    }
  }

  private Result failed(
      StoredObject object, TrackFailure failure, VersionedRecord held, Optional<String> sequencer) {
    return switch (failure) {
      case WorkerUnavailable _,
          StorageConflict _,
          MissingFile _,
          UnreadableFile _,
          UnexpectedFailure _ ->
          new Result.Postponed(
              object.key(), failure instanceof WorkerUnavailable, failure.reason());
      case LimitExceeded limit -> failed(object, limit, "", held, sequencer);
      case MalformedAudio _, UnsupportedFormat _ ->
          failed(object, failure, tagging.failureFingerprint(), held, sequencer);
    };
  }

  private Result.Failed failed(
      StoredObject object,
      TrackFailure failure,
      String fingerprint,
      VersionedRecord held,
      Optional<String> sequencer) {
    Result.Failed result = new Result.Failed(object.key(), failure.stage(), failure.reason());
    if (!dryRun) {
      BucketRecord.Failure why =
          new BucketRecord.Failure(result.stage(), result.reason(), fingerprint);
      if (!held.record().failedSo(object.etag(), why)) {
        failures.accept(result);
      }
      records.write(object.key(), held, held.record().failed(object.etag(), why, sequencer));
    }
    return result;
  }
}
