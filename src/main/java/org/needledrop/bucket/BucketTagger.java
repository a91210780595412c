package org.needledrop.bucket;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.needledrop.bucket.BucketRecords.Held;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.failure.WorkerUnavailable;
import org.needledrop.storage.Archived;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.StoredObject;
import org.needledrop.tagging.TrackFiles;
import org.needledrop.tagging.TrackRecord;
import org.needledrop.tracing.Tracing;

/**
 * Tags objects of a bucket: looks whether there is anything to do, fetches the object, lets {@link
 * org.needledrop.tagging.TrackTagger} tag it, and writes it back if it is still the same. A record
 * is made before the object is written, so whatever dies in between, the next one goes on from
 * there and listens to nothing twice. Safe for use by many threads, and by many functions at a
 * time.
 */
public final class BucketTagger {

  /** Whoever finds the object changed so often leaves it to the next event. */
  private static final int ATTEMPTS = 5;

  /** Most events succeed within these; counting would cost them a write. */
  private static final int UNCOUNTED_DELIVERIES = 3;

  /**
   * Of an event, until the store's refusal counts: with {@link org.needledrop.failure.Backoff}'s
   * pauses some 6 minutes. A new permission or a grant of a key may take up to 5 minutes to be
   * known everywhere (AWS Key Management Service Developer Guide, "Eventual consistency").
   */
  private static final int REFUSALS = 5;

  /** Of an object as it is, once they are counted. */
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
   * @param scratch a folder with room for the objects that are worked on
   * @param failures told of each failure before it is noted: whoever dies in between tells twice,
   *     and never not at all
   * @param dryRun find out what would change, and write nothing
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
   * Tags an object as it is now, whatever it was when the event was sent.
   *
   * @param sequencer of the event; none where nobody gives numbers
   */
  public Result tag(ObjectKey object, Optional<String> sequencer) {
    return tag(object, sequencer, OptionalInt.empty());
  }

  /**
   * Tags an object as it is now. Where the event has been delivered before, tries are counted in
   * the record before the object is worked on, as whoever works on it may not live to tell; after
   * {@value #MOST_TRIES} it has failed for good.
   *
   * @param deliveries of the event, this one included, where it comes again when it is given back
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

  /**
   * Deletes what killed processes left of the objects that they worked on. To be called once,
   * before anything is tagged.
   */
  public static void deleteAbandoned(Path scratch) {
    ScratchFolder.deleteAbandoned(scratch);
  }

  /**
   * Notes that an object was deleted, if it is still gone. If there is one, it is tagged as it is
   * now: when a delete marker is deleted, an older version is the object again (S3 User Guide,
   * "Managing delete markers").
   *
   * @param deliveries of the event, as for {@link #tag(ObjectKey, Optional, OptionalInt)}
   */
  public Result remove(ObjectKey object, Optional<String> sequencer, OptionalInt deliveries) {
    return filter.wants(object) && !destination.holds(object)
        ? untilItHolds(object, deliveries, () -> removeIfGone(object, sequencer, deliveries))
        : new Result.Skipped(Result.Why.NO_AUDIO);
  }

  /** Looks again where somebody replaced or deleted the object, or works on it too. */
  private Result untilItHolds(ObjectKey object, OptionalInt deliveries, Supplier<Result> step) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<Result> result = ifUnchanged(step);
        if (result.isPresent()) {
          return result.get();
        }
      }
      return new Result.Postponed(
          object, false, "the object keeps changing while it is being" + " tagged");
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
    // The record before the object: if it comes back meanwhile, its record is another by then.
    Held held = records.read(object);
    if (held.record().knows(sequencer)) {
      return new Result.Skipped(Result.Why.OLD_NEWS);
    } else if (store.head(object).isPresent()) {
      return tagAsItIs(object, Optional.empty(), deliveries);
    } else if (!dryRun && held.isKnown()) {
      records.write(object, held, held.record().gone(sequencer));
    }
    return new Result.Skipped(Result.Why.GONE);
  }

  private Result tagAsItIs(ObjectKey object, Optional<String> sequencer, OptionalInt deliveries) {
    // The object before its record: what is known is then never older than what is seen.
    Optional<StoredObject> found = store.head(object);
    if (found.isEmpty()) {
      return removeIfGone(object, sequencer, deliveries);
    }
    Held held = records.read(object);
    if (held.record().knows(sequencer)) {
      return new Result.Skipped(Result.Why.OLD_NEWS);
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
    } catch (StorageFailure.InArchive e) { // a restored copy whose time is over by now
      return inArchive(found.get(), new Archived("an archive", false), held, sequencer);
    }
  }

  /** The store tells of its restoration: nothing is to be tried before. */
  private Result inArchive(
      StoredObject object, Archived archived, Held held, Optional<String> sequencer) {
    if (!TrackFiles.isAudioExtension(object.key().extension())) {
      return new Result.Skipped(Result.Why.NO_AUDIO); // nobody can look into it
    }
    BucketRecord noted = held.record().archived(object.etag(), archived.tier(), sequencer);
    if (!dryRun && !noted.equals(held.record())) {
      records.write(object.key(), held, noted);
    }
    return new Result.InArchive(object.key(), archived);
  }

  /** Who does not come again waits for a worker instead, as long as the scorer does. */
  private Result tagOrPostpone(
      StoredObject object,
      String fileName,
      Held held,
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
      StoredObject object, String fileName, Held held, Optional<String> sequencer) {
    BucketRecord tried = held.record().tried(object.etag());
    Held counted = records.write(object.key(), held, tried);
    Result result = tag(object, fileName, counted, sequencer);
    if (result instanceof Result.Postponed later && later.outage()) {
      records.write(object.key(), counted, held.record()); // not the object's fault
    }
    return result;
  }

  private static LimitExceeded neverFinished() {
    return new LimitExceeded(
        Path.of("object"),
        Stage.TAG,
        "gave up after %d attempts that did not finish; see the log".formatted(MOST_TRIES));
  }

  /** A failure was told of when it happened; it is not told again. */
  private static Result asBefore(ObjectKey object, BucketRecord record) {
    return record
        .failure()
        .<Result>map(failure -> new Result.Failed(object, failure.stage(), failure.reason()))
        .orElseGet(() -> new Result.Skipped(Result.Why.AS_LEFT));
  }

  /** Whether the same would come of it today: with this model and these options. */
  private boolean isSettled(BucketRecord record) {
    return record
        .failure()
        .map(BucketRecord.Failure::fingerprint)
        .or(() -> record.track().map(TrackRecord::fingerprint))
        .filter(tagging::isSettled)
        .isPresent();
  }

  private Result tag(StoredObject object, String fileName, Held held, Optional<String> sequencer) {
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
      StoredObject object, TrackFailure failure, Held held, Optional<String> sequencer) {
    return switch (failure) {
      case WorkerUnavailable _, StorageConflict _, UnexpectedFailure _ ->
          new Result.Postponed(
              object.key(), failure instanceof WorkerUnavailable, failure.reason());
      case LimitExceeded limit -> failed(object, limit, "", held, sequencer);
      case MalformedAudio _, UnsupportedFormat _ ->
          failed(object, failure, tagging.fingerprint(), held, sequencer);
    };
  }

  private Result.Failed failed(
      StoredObject object,
      TrackFailure failure,
      String fingerprint,
      Held held,
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
