package org.needledrop.scoring.djl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a damaged or exchanged network file from the one that the manifest speaks of. */
final class NetworkDigest {

  private NetworkDigest() {}

  /**
   * @throws UncheckedIOException when the file is missing or its SHA-256 is another
   */
  static void check(Path network, String sha256) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(network));
      if (!HexFormat.of().formatHex(digest).equals(sha256)) {
        throw new IOException("its SHA-256 is not the manifest's; fetch the model again");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(network + ": " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
