package org.needledrop.aws;

import java.util.Optional;

/**
 * The buckets of tracks and copies.
 *
 * @param bucket name of the new bucket for tracks; without one, CloudFormation generates it
 * @param existingBucket name of a bucket with tracks, which sends its events to EventBridge;
 *     excludes {@code bucket}
 * @param existingKey ARN of the existing bucket's KMS key, if it has its own
 * @param copiesBucket name of the new bucket for tagged copies; without one, tracks are tagged in
 *     place
 * @param oldVersionsDays days before a replaced object version expires
 */
record BucketSettings(
    Optional<String> bucket,
    Optional<String> existingBucket,
    Optional<String> existingKey,
    Optional<String> copiesBucket,
    int oldVersionsDays) {

  BucketSettings {
    if (bucket.isPresent() && existingBucket.isPresent()) {
      throw new IllegalArgumentException("use either bucket or existingBucket, not both");
    }
    existingKey.ifPresent(key -> checkKey(key, existingBucket.isPresent()));
    if (oldVersionsDays < 1) {
      throw new IllegalArgumentException(
          "oldVersionsDays must be at least 1, not %d".formatted(oldVersionsDays));
    }
  }

  private static void checkKey(String arn, boolean hasExistingBucket) {
    if (!arn.matches("arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/.+")) {
      throw new IllegalArgumentException(
          "bucketKey must be the ARN of a KMS key, not '%s'".formatted(arn));
    }
    if (!hasExistingBucket) {
      throw new IllegalArgumentException("bucketKey works only with existingBucket");
    }
  }
}
