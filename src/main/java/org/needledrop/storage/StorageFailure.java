package org.needledrop.storage;

/** A request to the store failed; the message contains the object. */
public abstract sealed class StorageFailure extends RuntimeException {

  private StorageFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The object does not exist. */
  public static final class Missing extends StorageFailure {
    public Missing(ObjectKey key, Throwable cause) {
      super(key + ": no such object", cause);
    }
  }

  /** The object was changed concurrently; read it again. */
  public static final class Changed extends StorageFailure {
    public Changed(ObjectKey key, Throwable cause) {
      super(key + ": the object has changed", cause);
    }
  }

  /** The store is overloaded or unreachable; retry later. */
  public static final class Unavailable extends StorageFailure {
    public Unavailable(ObjectKey key, Throwable cause) {
      this(key, cause.getMessage(), cause);
    }

    public Unavailable(ObjectKey key, String reason, Throwable cause) {
      super(key + ": the store is not available: " + reason, cause);
    }
  }

  /** The object is archived and must be restored first. */
  public static final class InArchive extends StorageFailure {
    public InArchive(ObjectKey key, Throwable cause) {
      super(key + ": the object is archived; restore it first", cause);
    }
  }

  /** A permanent refusal: missing permission or unsupported request. */
  public static final class Refused extends StorageFailure {
    public Refused(ObjectKey key, Throwable cause) {
      this(key, cause.getMessage(), cause);
    }

    public Refused(ObjectKey key, String reason, Throwable cause) {
      super(key + ": refused: " + reason, cause);
    }
  }
}
