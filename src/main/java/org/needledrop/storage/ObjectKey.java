package org.needledrop.storage;

import java.util.Locale;

/**
 * Where an object lies. A key is any text, slashes and all; it is never a path.
 *
 * @param key raw, as the store knows it
 */
public record ObjectKey(String bucket, String key) {

  private static final String SCHEME = "s3://";

  public ObjectKey {
    if (bucket.isEmpty()) {
      throw new IllegalArgumentException("the bucket is missing");
    }
  }

  public static boolean isAddress(String text) {
    return text.startsWith(SCHEME);
  }

  /**
   * Reads {@code s3://bucket/key}; the key may be empty, or a prefix of others.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ObjectKey of(String address) {
    if (!isAddress(address)) {
      throw new IllegalArgumentException("not of the form s3://bucket/key: " + address);
    }
    String rest = address.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new ObjectKey(rest, "")
        : new ObjectKey(rest.substring(0, slash), rest.substring(slash + 1));
  }

  /** Another key in the same bucket. */
  public ObjectKey withKey(String other) {
    return new ObjectKey(bucket, other);
  }

  /** In lower case, without the dot; empty where the last part of the key has none. */
  public String extension() {
    String name = key.substring(key.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + key;
  }
}
