package org.needledrop.storage;

/** When an object may be written; else {@link StorageFailure.Changed}. */
public sealed interface WriteCondition {

  /** It is still as it was seen. */
  record Unchanged(String etag) implements WriteCondition {}

  /** There is none yet. */
  record Absent() implements WriteCondition {}
}
