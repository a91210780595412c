package org.needledrop.storage.s3;

import java.util.Optional;
import org.needledrop.storage.ObjectAttributes.Encryption;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StorageFailure;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Encryption of an object, and hints for requests denied because of a KMS key. */
final class S3Encryption {

  private S3Encryption() {}

  static Optional<Encryption> of(GetObjectResponse got) {
    return of(got.serverSideEncryptionAsString(), got.ssekmsKeyId(), got.bucketKeyEnabled());
  }

  static Optional<Encryption> of(HeadObjectResponse head) {
    return of(head.serverSideEncryptionAsString(), head.ssekmsKeyId(), head.bucketKeyEnabled());
  }

  private static Optional<Encryption> of(String algorithm, String kmsKey, Boolean bucketKey) {
    return Optional.ofNullable(algorithm)
        .map(
            one ->
                new Encryption(one, Optional.ofNullable(kmsKey), Boolean.TRUE.equals(bucketKey)));
  }

  /** Adds the KMS key to an "Access Denied" (S3 User Guide, "Troubleshoot access denied"). */
  static StorageFailure.Refused explained(
      ObjectKey key, Optional<Encryption> encryption, StorageFailure.Refused failure) {
    return encryption
        .filter(one -> one.algorithm().startsWith("aws:kms"))
        .map(
            one ->
                new StorageFailure.Refused(
                    key,
                    ("%s; the object is encrypted with the KMS key %s, which must allow"
                            + " kms:Decrypt and kms:GenerateDataKey")
                        .formatted(failure.getCause().getMessage(), one.kmsKey().orElse("aws/s3")),
                    failure.getCause()))
        .orElse(failure);
  }
}
