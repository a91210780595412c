package org.needledrop.bucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.needledrop.digest.Sha256;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.WriteCondition;

/**
 * The records of a bucket's objects: a small object for each, in the same bucket or another, named
 * by a hash of the key. Written only while nobody else has written them.
 */
public final class BucketRecords {

  /** Below it lies what is ours; what lies there is never a track. */
  public static final String FOLDER = ".needledrop/";

  private static final String TRACKS = FOLDER + "tracks/";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .registerModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of later versions
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

  private final ObjectStore store;
  private final Optional<String> bucket;

  /**
   * @param bucket where all records lie; empty: each in the bucket of its object
   */
  public BucketRecords(ObjectStore store, Optional<String> bucket) {
    this.store = store;
    this.bucket = bucket;
  }

  /**
   * A record as it was read.
   *
   * @param condition under which it may be replaced
   */
  record Held(BucketRecord record, WriteCondition condition) {

    /** Whether anything was ever noted of the object. */
    boolean isKnown() {
      return condition instanceof WriteCondition.Unchanged;
    }
  }

  Held read(ObjectKey object) {
    return store
        .read(place(object))
        .map(
            content ->
                new Held(
                    parsed(place(object), content.bytes()),
                    new WriteCondition.Unchanged(content.etag())))
        .orElseGet(() -> new Held(BucketRecord.unknown(object), new WriteCondition.Absent()));
  }

  /**
   * Replaces a record.
   *
   * @return the new one, as if it had been read
   * @throws org.needledrop.storage.StorageFailure.Changed when somebody else has replaced it
   */
  Held write(ObjectKey object, Held old, BucketRecord record) {
    String etag = store.write(place(object), bytes(record), old.condition());
    return new Held(record, new WriteCondition.Unchanged(etag));
  }

  /** What is known of an object, if anything. */
  public Optional<BucketRecord> find(ObjectKey object) {
    return at(store, place(object));
  }

  /** Where all records lie of objects that keep them in a bucket. */
  static ObjectKey all(String bucket) {
    return new ObjectKey(bucket, TRACKS);
  }

  /** Whether an object is a record. */
  static boolean isRecord(ObjectKey object) {
    return object.key().startsWith(TRACKS);
  }

  /**
   * A record by its own name.
   *
   * @throws UncheckedIOException when it is none
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
