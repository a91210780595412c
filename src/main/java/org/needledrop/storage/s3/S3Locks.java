package org.needledrop.storage.s3;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectLock.Retention;
import org.needledrop.storage.StorageFailure;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads retention and legal hold of objects. They need requests of their own, as GetObject silently
 * omits them without the permission (S3 API Reference, GetObject). Each bucket is checked once for
 * Object Lock.
 */
final class S3Locks {

  private static final Logger LOG = System.getLogger(S3Locks.class.getName());

  /** Statuses for no lock, or a store without locks. */
  private static final Set<Integer> NONE = Set.of(400, 404, 405, 501);

  private static final int FORBIDDEN = 403;

  /** Whether a bucket uses Object Lock. */
  private enum Locks {
    POSSIBLE,
    ABSENT,
    /** Reading the bucket's configuration is not permitted. */
    UNKNOWN
  }

  private final S3Client s3;
  private final Map<String, Locks> buckets = new ConcurrentHashMap<>();

  S3Locks(S3Client s3) {
    this.s3 = s3;
  }

  ObjectLock of(ObjectKey key) {
    return switch (buckets.computeIfAbsent(key.bucket(), this::ofBucket)) {
      case ABSENT -> ObjectLock.NONE;
      case POSSIBLE -> ofObject(key);
      case UNKNOWN -> ofObjectIfPermitted(key);
    };
  }

  private Locks ofBucket(String bucket) {
    try {
      return s3.getObjectLockConfiguration(r -> r.bucket(bucket))
                  .objectLockConfiguration()
                  .objectLockEnabled()
              == ObjectLockEnabled.ENABLED
          ? Locks.POSSIBLE
          : Locks.ABSENT;
    } catch (S3Exception e) {
      if (NONE.contains(e.statusCode())) {
        return Locks.ABSENT;
      } else if (e.statusCode() == FORBIDDEN) {
        return Locks.UNKNOWN;
      }
      throw e;
    }
  }

  private ObjectLock ofObject(ObjectKey key) {
    Optional<Retention> retention =
        permitted(key, "s3:GetObjectRetention", () -> retention(key)).map(S3Locks::retention);
    Optional<Boolean> hold =
        permitted(key, "s3:GetObjectLegalHold", () -> legalHold(key))
            .map(ObjectLockLegalHoldStatus.ON::equals);
    return new ObjectLock(
        retention.filter(one -> one.until().isAfter(Instant.now())), hold.orElse(false));
  }

  /** Returns no lock if reading it is not permitted: most buckets have none. */
  private ObjectLock ofObjectIfPermitted(ObjectKey key) {
    try {
      return ofObject(key);
    } catch (StorageFailure.Refused e) {
      buckets.put(key.bucket(), Locks.ABSENT);
      LOG.log(
          Level.WARNING,
          "cannot check {0} for Object Lock, as s3:GetBucketObjectLockConfiguration is not"
              + " permitted:"
              + " tagged versions get no retention and no legal hold",
          key.bucket());
      return ObjectLock.NONE;
    }
  }

  private ObjectLockRetention retention(ObjectKey key) {
    return s3.getObjectRetention(r -> r.bucket(key.bucket()).key(key.key())).retention();
  }

  private static Retention retention(ObjectLockRetention given) {
    return new Retention(given.modeAsString(), given.retainUntilDate());
  }

  private ObjectLockLegalHoldStatus legalHold(ObjectKey key) {
    return s3.getObjectLegalHold(r -> r.bucket(key.bucket()).key(key.key())).legalHold().status();
  }

  private static <T> Optional<T> permitted(ObjectKey key, String permission, Supplier<T> question) {
    try {
      return Optional.ofNullable(question.get());
    } catch (S3Exception e) {
      if (NONE.contains(e.statusCode())) {
        return Optional.empty();
      } else if (e.statusCode() == FORBIDDEN) {
        throw new StorageFailure.Refused(
            key,
            "cannot keep the object's lock without the permission %s: %s"
                .formatted(permission, e.getMessage()),
            e);
      }
      throw e;
    }
  }
}
