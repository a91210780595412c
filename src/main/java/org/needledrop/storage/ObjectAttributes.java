package org.needledrop.storage;

import java.util.Map;
import java.util.Optional;

/**
 * What an object has besides its content.
 *
 * @param headers by their names in HTTP, such as {@code Content-Type}
 * @param metadata the user's own, without the prefix of the wire
 * @param tags of the object, as its owner named them
 * @param encryption at rest, where it is another than the bucket's default
 * @param checksumAlgorithm that the store keeps a checksum by, such as {@code SHA256}
 * @param lock given to the content with which the attributes are written
 */
public record ObjectAttributes(
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    Optional<Encryption> encryption,
    Optional<String> storageClass,
    Optional<String> checksumAlgorithm,
    ObjectLock lock) {

  /** For objects that nobody gave anything. */
  public static final ObjectAttributes NONE =
      new ObjectAttributes(Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

  /** Without a checksum and a lock. */
  public ObjectAttributes(
      Map<String, String> headers,
      Map<String, String> metadata,
      Map<String, String> tags,
      Optional<Encryption> encryption,
      Optional<String> storageClass) {
    this(headers, metadata, tags, encryption, storageClass, Optional.empty(), ObjectLock.NONE);
  }

  public ObjectAttributes {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }

  /**
   * How the store encrypts an object.
   *
   * @param algorithm such as {@code AES256} or {@code aws:kms}
   * @param kmsKey where it is not the store's own
   */
  public record Encryption(String algorithm, Optional<String> kmsKey, boolean bucketKey) {}

  public ObjectAttributes withTags(Map<String, String> others) {
    return new ObjectAttributes(
        headers, metadata, others, encryption, storageClass, checksumAlgorithm, lock);
  }

  public ObjectAttributes withLock(ObjectLock other) {
    return new ObjectAttributes(
        headers, metadata, tags, encryption, storageClass, checksumAlgorithm, other);
  }
}
