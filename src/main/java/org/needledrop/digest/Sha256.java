package org.needledrop.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making. */
public final class Sha256 {

  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }

  /** Of all bytes from the buffer's position to its limit; the buffer stays as it is. */
  public static String of(ByteBuffer bytes) {
    Sha256 sha256 = new Sha256();
    sha256.add(bytes.duplicate());
    return sha256.hex();
  }

  /** The first 64 bits of the digest of all bytes from the buffer's position to its limit. */
  public static long start(ByteBuffer bytes) {
    Sha256 sha256 = new Sha256();
    sha256.add(bytes.duplicate());
    return ByteBuffer.wrap(sha256.digest.digest()).getLong();
  }

  public void add(ByteBuffer bytes) {
    digest.update(bytes);
  }

  /** 64 hexadecimal digits; call once, after the last bytes. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
