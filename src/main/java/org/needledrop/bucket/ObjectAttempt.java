package org.needledrop.bucket;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.needledrop.bucket.BucketRecords.VersionedRecord;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.Stage;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.WorkerUnavailable;
import org.needledrop.library.TrackFiles;
import org.needledrop.storage.Archived;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.StoredObject;

/**
 * One attempt to handle an event on one object. Throws {@link StorageFailure}, also if the object
 * or its record changes meanwhile; then another attempt may succeed.
 */
final class ObjectAttempt {

  /** Attempts are counted only after these deliveries, as counting costs a write. */
  private static final int UNCOUNTED_DELIVERIES = 3;

  /** Maximum number of counted attempts per content of an object. */
  static final int MOST_TRIES = 5;

  private final BucketSetup setup;
  private final FileTagging tagging;
  private final Consumer<Result.Failed> failures;
  private final ObjectKey object;
  private final EventDelivery delivery;

  /**
   * @param failures receives each failure before it is recorded, so at least once
   */
  ObjectAttempt(
      BucketSetup setup,
      FileTagging tagging,
      Consumer<Result.Failed> failures,
      ObjectKey object,
      EventDelivery delivery) {
    this.setup = setup;
    this.tagging = tagging;
    this.failures = failures;
    this.object = object;
    this.delivery = delivery;
  }

  /** The object and its record, as this attempt found them. */
  private record Found(StoredObject object, VersionedRecord versioned) {
    BucketRecord record() {
      return versioned.record();
    }

    /** Returns whether the object is as Needledrop left it. */
    boolean isUnchanged() {
      return record().left(object.etag());
    }
  }

  /** Tags the current version, whatever version the event was sent for. */
  Result tag() {
    // Object first, then record: the record is then never older than the object.
    Optional<StoredObject> stored = setup.store().head(object);
    if (stored.isEmpty()) {
      return remove();
    }
    Found found = new Found(stored.get(), setup.records().read(object));
    if (found.record().hasHandled(delivery.sequencer())) {
      return new Result.Skipped(Result.Why.STALE_EVENT);
    }
    if (found.isUnchanged() && isSettled(found.record())) {
      return asBefore(found.record());
    }
    return stored.get().archived().isPresent()
        ? inArchive(found, stored.get().archived().get())
        : tagIfTrack(found);
  }

  /** Records that the object was deleted, or tags it if it exists. */
  Result remove() {
    // Record first, then object: if the object reappears meanwhile, its record has changed.
    VersionedRecord held = setup.records().read(object);
    if (held.record().hasHandled(delivery.sequencer())) {
      return new Result.Skipped(Result.Why.STALE_EVENT);
    } else if (setup.store().head(object).isPresent()) {
      return new ObjectAttempt(setup, tagging, failures, object, delivery.unordered()).tag();
    } else if (!setup.dryRun() && held.isKnown()) {
      setup.records().write(object, held, held.record().gone(delivery.sequencer()));
    }
    return new Result.Skipped(Result.Why.GONE);
  }

  /** Returns whether tagging with this model and these options would give the same result. */
  private boolean isSettled(BucketRecord record) {
    return record
        .failure()
        .map(failure -> tagging.failsAgain(failure.fingerprint()))
        .or(() -> record.track().map(track -> tagging.isSettled(track.fingerprint())))
        .orElse(false);
  }

  /** Returns the recorded failure, which was reported when it happened. */
  private Result asBefore(BucketRecord record) {
    return record
        .failure()
        .<Result>map(failure -> new Result.Failed(object, failure.stage(), failure.reason()))
        .orElseGet(() -> new Result.Skipped(Result.Why.UNCHANGED));
  }

  /** Records an archived object; the store sends an event when it is restored. */
  private Result inArchive(Found found, Archived archived) {
    if (!TrackFiles.isAudioExtension(object.extension())) {
      return new Result.Skipped(Result.Why.NO_AUDIO); // its content cannot be read
    }
    BucketRecord noted =
        found.record().archived(found.object().etag(), archived.tier(), delivery.sequencer());
    if (!setup.dryRun() && !noted.equals(found.record())) {
      setup.records().write(object, found.versioned(), noted);
    }
    return new Result.InArchive(object, archived);
  }

  private Result tagIfTrack(Found found) {
    try {
      Optional<String> extension = setup.filter().extension(found.object(), setup.store());
      return extension.isPresent()
          ? tagOrPostpone(found, "track." + extension.get())
          : new Result.Skipped(Result.Why.NO_AUDIO);
    } catch (StorageFailure.InArchive e) { // a restored copy that has expired
      return inArchive(found, new Archived("an archive", false));
    }
  }

  /** Postpones in an outage if the event comes again; otherwise waits for a worker. */
  private Result tagOrPostpone(Found found, String fileName) {
    Optional<String> outage = delivery.comesAgain() ? tagging.outage() : Optional.empty();
    if (outage.isPresent()) {
      return new Result.Postponed(object, true, outage.get());
    } else if (delivery.count() <= UNCOUNTED_DELIVERIES || setup.dryRun()) {
      return tag(found, fileName);
    }
    return found.record().tries(found.object().etag()) < MOST_TRIES
        ? tagCounted(found, fileName)
        : failed(found, Stage.TAG, neverFinished(), "");
  }

  private Result tagCounted(Found found, String fileName) {
    BucketRecord tried = found.record().tried(found.object().etag());
    VersionedRecord counted = setup.records().write(object, found.versioned(), tried);
    Result result = tag(new Found(found.object(), counted), fileName);
    if (result instanceof Result.Postponed later && later.outage()) {
      setup.records().write(object, counted, found.record()); // does not count as an attempt
    }
    return result;
  }

  private static String neverFinished() {
    return "gave up after %d attempts that did not finish; see the log".formatted(MOST_TRIES);
  }

  private Result tag(Found found, String fileName) {
    try (ScratchFolder folder = ScratchFolder.in(setup.scratch())) {
      Path file = folder.path().resolve(fileName);
      StoredObject fetched = fetch(found.object(), file);
      return switch (tagging.tag(file, found.record().track())) {
        case FileTagging.Tagged tagged -> {
          if (!setup.dryRun()) {
            new WriteBack(setup)
                .leave(fetched, file, tagged, found.versioned(), delivery.sequencer());
          }
          yield new Result.Tagged(tagged.finished());
        }
        case FileTagging.Failed(TrackFailure failure) -> failed(found, failure);
      };
    } catch (LimitExceeded failure) {
      return failed(found, failure);
    }
  }

  private StoredObject fetch(StoredObject stored, Path file) {
    long most = setup.filter().maxBytes();
    if (stored.bytes() > most) {
      throw new LimitExceeded(
          file,
          Stage.FETCH,
          "%d bytes exceed the limit of %d (NEEDLEDROP_MAX_BYTES)".formatted(stored.bytes(), most));
    }
    ObjectLock lock = new LockKeeping(setup.store(), setup.destination()).lock(object, file);
    return setup.store().download(object, stored.etag(), file).withLock(lock);
  }

  private Result failed(Found found, TrackFailure failure) {
    if (failure instanceof LimitExceeded) {
      return failed(found, failure.stage(), failure.reason(), "");
    }
    return failure.isLasting()
        ? failed(found, failure.stage(), failure.reason(), tagging.failureFingerprint())
        : new Result.Postponed(object, failure instanceof WorkerUnavailable, failure.reason());
  }

  /**
   * @param fingerprint see {@link BucketRecord.Failure}
   */
  private Result.Failed failed(Found found, Stage stage, String reason, String fingerprint) {
    Result.Failed result = new Result.Failed(object, stage, reason);
    if (!setup.dryRun()) {
      String etag = found.object().etag();
      BucketRecord.Failure why = new BucketRecord.Failure(stage, reason, fingerprint);
      if (!found.record().failedSo(etag, why)) {
        failures.accept(result);
      }
      BucketRecord noted = found.record().failed(etag, why, delivery.sequencer());
      setup.records().write(object, found.versioned(), noted);
    }
    return result;
  }
}
