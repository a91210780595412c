package org.needledrop.storage;

/** The store did not do what it was asked for; the message names the object. */
public abstract sealed class StorageFailure extends RuntimeException {

  private StorageFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** There is no such object. */
  public static final class Missing extends StorageFailure {
    public Missing(ObjectKey key, Throwable cause) {
      super(key + ": no such object", cause);
    }
  }

  /** The object is another than it was, or somebody else writes it now: look again. */
  public static final class Changed extends StorageFailure {
    public Changed(ObjectKey key, Throwable cause) {
      super(key + ": the object has changed", cause);
    }
  }

  /** The store has no time, or cannot be reached: ask again later. */
  public static final class Unavailable extends StorageFailure {
    public Unavailable(ObjectKey key, Throwable cause) {
      super(key + ": the store is not available: " + cause.getMessage(), cause);
    }
  }

  /** Its content lies in an archive: somebody has to have it restored first. */
  public static final class InArchive extends StorageFailure {
    public InArchive(ObjectKey key, Throwable cause) {
      super(key + ": the object is archived; restore it first", cause);
    }
  }

  /** It will not do it, however often it is asked: permissions, or a request it does not know. */
  public static final class Refused extends StorageFailure {
    public Refused(ObjectKey key, Throwable cause) {
      this(key, cause.getMessage(), cause);
    }

    public Refused(ObjectKey key, String reason, Throwable cause) {
      super(key + ": refused: " + reason, cause);
    }
  }
}
