package org.needledrop.bucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.needledrop.digest.Sha256;
import org.needledrop.json.JsonMappers;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.WriteCondition;

/**
 * Stores the records of a bucket's objects: one small object each, in the same or another bucket,
 * named by a hash of the key. Writes are conditional: they fail if the record has changed since it
 * was read.
 */
public final class BucketRecords {

  /** Prefix of Needledrop's own objects, which are never tracks. */
  public static final String FOLDER = ".needledrop/";

  private static final String TRACKS = FOLDER + "tracks/";

  private static final ObjectMapper JSON =
      JsonMappers.WITH_OPTIONALS
          .copy()
          .registerModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // written by later versions
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

  private final ObjectStore store;
  private final Optional<String> bucket;

  /**
   * @param bucket bucket for all records; empty to store each in the bucket of its object
   */
  public BucketRecords(ObjectStore store, Optional<String> bucket) {
    this.store = store;
    this.bucket = bucket;
  }

  /**
   * A record with the version that was read.
   *
   * @param condition condition for replacing it
   */
  record VersionedRecord(BucketRecord record, WriteCondition condition) {

    /** Returns whether there is a record of the object. */
    boolean isKnown() {
      return condition instanceof WriteCondition.Unchanged;
    }
  }

  VersionedRecord read(ObjectKey object) {
    return store
        .read(place(object))
        .map(
            content ->
                new VersionedRecord(
                    parsed(place(object), content.bytes()),
                    new WriteCondition.Unchanged(content.etag())))
        .orElseGet(
            () -> new VersionedRecord(BucketRecord.unknown(object), new WriteCondition.Absent()));
  }

  /**
   * Replaces a record.
   *
   * @return the new record with its version
   * @throws org.needledrop.storage.StorageFailure.Changed if it was changed concurrently
   */
  VersionedRecord write(ObjectKey object, VersionedRecord old, BucketRecord record) {
    String etag = store.write(place(object), bytes(record), old.condition());
    return new VersionedRecord(record, new WriteCondition.Unchanged(etag));
  }

  /** Returns the record of an object, if there is one. */
  public Optional<BucketRecord> find(ObjectKey object) {
    return at(store, place(object));
  }

  /** Returns the prefix of all records in a bucket. */
  static ObjectKey all(String bucket) {
    return new ObjectKey(bucket, TRACKS);
  }

  /** Returns whether an object is a record. */
  static boolean isRecord(ObjectKey object) {
    return object.key().startsWith(TRACKS);
  }

  /**
   * Reads a record by its own key.
   *
   * @throws UncheckedIOException if the object is not a record
   */
  static Optional<BucketRecord> at(ObjectStore store, ObjectKey place) {
    return store.read(place).map(content -> parsed(place, content.bytes()));
  }

  private ObjectKey place(ObjectKey object) {
    String name = object.bucket() + "/" + object.key();
    String hash = Sha256.of(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)));
    return new ObjectKey(bucket.orElse(object.bucket()), TRACKS + hash + ".json");
  }

  private static byte[] bytes(BucketRecord record) {
    try {
      return JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BucketRecord parsed(ObjectKey place, byte[] json) {
    try {
      BucketRecord record = JSON.readValue(json, BucketRecord.class);
      if (record == null) {
        throw new IOException("the file contains null");
      }
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the record %s: %s".formatted(place, e.getMessage()), e);
    }
  }
}
