package org.needledrop.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Incremental SHA-256. */
public final class Sha256 {

  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }

  /** Returns the digest of the remaining bytes without changing the buffer's position. */
  public static String of(ByteBuffer bytes) {
    Sha256 sha256 = new Sha256();
    sha256.add(bytes.duplicate());
    return sha256.hex();
  }

  /** Returns the first 64 bits of the digest of the remaining bytes. */
  public static long start(ByteBuffer bytes) {
    Sha256 sha256 = new Sha256();
    sha256.add(bytes.duplicate());
    return ByteBuffer.wrap(sha256.digest.digest()).getLong();
  }

  public void add(ByteBuffer bytes) {
    digest.update(bytes);
  }

  /** Returns 64 hexadecimal digits; call once, after the last bytes. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
