package org.needledrop.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.needledrop.digest.Sha256;
import org.needledrop.failure.IoReason;

/** Verifies the checksum of a network file. */
public final class NetworkDigest {

  private NetworkDigest() {}

  /**
   * Compares the file's SHA-256 with the manifest's.
   *
   * @throws UncheckedIOException if the file is missing or its SHA-256 differs
   */
  public static void check(Path network, String sha256) {
    try {
      if (!Sha256.of(ByteBuffer.wrap(Files.readAllBytes(network))).equals(sha256)) {
        throw new IOException("SHA-256 differs from the manifest's; download the model again");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(network + ": " + IoReason.of(e), e);
    }
  }
}
