package org.needledrop.function.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.crt.internal.signer.DefaultAwsCrtV4aHttpSigner;

/**
 * Replaces the AWS SDK's calls of its optional native library, the CRT, which is not among the
 * dependencies. A JVM never reaches them, but a native build must resolve them.
 */
final class WithoutCrt {

  private static final String MISSING =
      "needs the AWS Common Runtime, which this build does not contain";

  private WithoutCrt() {}

  @TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
  static final class Checksums {

    private Checksums() {}

    /** Returns null, so that the SDK uses the JDK's CRC32C. */
    @Substitute
    static SdkChecksum createCrtCrc32C() {
      return null;
    }

    @Substitute
    @SuppressWarnings("DoNotCallSuggester") // called by the SDK for such a checksum
    static SdkChecksum crc64NvmeCrtImplementation() {
      throw new UnsupportedOperationException("CRC64NVME " + MISSING);
    }

    @Substitute
    @SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // the SDK's signature
    static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
      throw new UnsupportedOperationException("XXHASH " + MISSING);
    }
  }

  @TargetClass(
      className =
          "software.amazon.awssdk.http.auth.aws.internal.signer.util.OptionalDependencyLoaderUtil")
  static final class Signers {

    private Signers() {}

    @Substitute
    @SuppressWarnings("DoNotCallSuggester") // called by the SDK for multi-region access points
    static DefaultAwsCrtV4aHttpSigner getDefaultAwsCrtV4aHttpSigner() {
      throw new UnsupportedOperationException("SigV4a " + MISSING);
    }
  }
}
