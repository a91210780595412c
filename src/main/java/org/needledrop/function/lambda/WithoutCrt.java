package org.needledrop.function.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.crt.internal.signer.DefaultAwsCrtV4aHttpSigner;

/**
 * What the AWS SDK does with its optional native library, the CRT, which is not among our
 * dependencies. A JVM never comes to these lines; a native executable has to resolve them when it
 * is built, and cannot.
 */
final class WithoutCrt {

  private static final String MISSING =
      "needs the AWS Common Runtime, which this build does" + " not contain";

  private WithoutCrt() {}

  @TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
  static final class Checksums {

    private Checksums() {}

    /** As where the library is not there: the JDK's CRC32C is used. */
    @Substitute
    static SdkChecksum createCrtCrc32C() {
      return null;
    }

    @Substitute
    @SuppressWarnings("DoNotCallSuggester") // the SDK calls it where such a checksum is asked for
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
    @SuppressWarnings("DoNotCallSuggester") // the SDK calls it for multi-region access points
    static DefaultAwsCrtV4aHttpSigner getDefaultAwsCrtV4aHttpSigner() {
      throw new UnsupportedOperationException("SigV4a " + MISSING);
    }
  }
}
