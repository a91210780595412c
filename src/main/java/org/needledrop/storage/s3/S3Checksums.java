package org.needledrop.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.needledrop.digest.Crc64Nvme;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Checksums stored with an object (S3 User Guide, "Checking object integrity"). Unknown algorithms
 * are replaced by CRC32, the SDK's default.
 */
final class S3Checksums {

  private static final String CRC64 = "CRC64NVME";
  private static final Set<String> OF_SDK = Set.of("CRC32", "CRC32C", "SHA1", "SHA256");

  private S3Checksums() {}

  /** Returns the algorithm of the object's checksum, whether of its parts or the whole. */
  static Optional<String> algorithm(GetObjectResponse got) {
    if (got.checksumCRC64NVME() != null) {
      return Optional.of(CRC64);
    } else if (got.checksumCRC32() != null) {
      return Optional.of("CRC32");
    } else if (got.checksumCRC32C() != null) {
      return Optional.of("CRC32C");
    } else if (got.checksumSHA1() != null) {
      return Optional.of("SHA1");
    }
    return Optional.ofNullable(got.checksumSHA256()).map(_ -> "SHA256");
  }

  /** Sets the checksum. The SDK computes most while sending, but CRC64NVME needs native code. */
  static void put(Optional<String> algorithm, Path file, PutObjectRequest.Builder put) {
    algorithm.filter(OF_SDK::contains).ifPresent(put::checksumAlgorithm);
    if (algorithm.filter(CRC64::equals).isPresent()) {
      put.checksumCRC64NVME(crc64(file));
    }
  }

  private static String crc64(Path file) {
    Crc64Nvme crc = new Crc64Nvme();
    byte[] buffer = new byte[1 << 16];
    try (InputStream bytes = Files.newInputStream(file)) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        crc.add(buffer, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(crc.value()).array();
    return Base64.getEncoder().encodeToString(value);
  }
}
