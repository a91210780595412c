package org.needledrop.storage;

import java.util.Locale;

/**
 * The address of an object. A key is any text, including slashes; it is not a path.
 *
 * @param key raw key, not encoded
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
   * Parses {@code s3://bucket/key}; the key may be empty or a prefix.
   *
   * @throws IllegalArgumentException if it has another form
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

  /** Returns another key in the same bucket. */
  public ObjectKey withKey(String other) {
    return new ObjectKey(bucket, other);
  }

  /** Returns the extension in lower case without the dot; empty if there is none. */
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
