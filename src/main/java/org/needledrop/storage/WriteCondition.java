package org.needledrop.storage;

/** Condition of a write; if it does not hold: {@link StorageFailure.Changed}. */
public sealed interface WriteCondition {

  /** The object still has this ETag. */
  record Unchanged(String etag) implements WriteCondition {}

  /** The object does not exist. */
  record Absent() implements WriteCondition {}
}
