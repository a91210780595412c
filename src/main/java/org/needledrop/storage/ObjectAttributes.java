package org.needledrop.storage;

import java.util.Map;
import java.util.Optional;

/**
 * The metadata of an object.
 *
 * @param headers HTTP headers, such as {@code Content-Type}
 * @param metadata user metadata, without the prefix of the HTTP headers
 * @param tags object tags
 * @param encryption encryption at rest, if it differs from the bucket's default
 * @param checksumAlgorithm algorithm of the stored checksum, such as {@code SHA256}
 * @param lock lock of the new version
 */
public record ObjectAttributes(
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    Optional<Encryption> encryption,
    Optional<String> storageClass,
    Optional<String> checksumAlgorithm,
    ObjectLock lock) {

  /** No metadata. */
  public static final ObjectAttributes NONE =
      new ObjectAttributes(Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

  /** Creates attributes without checksum and lock. */
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
   * @param kmsKey the customer's key, if it is not the store's own
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
