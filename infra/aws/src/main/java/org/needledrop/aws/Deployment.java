package org.needledrop.aws;

import java.util.Optional;

/**
 * All that can be chosen; see infra/README.md.
 *
 * @param region that the stack is for
 * @param account or the one that the CDK is logged in to
 * @param bucket name of the bucket that is made for tracks; a name is made up without
 * @param existingBucket of tracks, instead of one that is made; tells EventBridge of its objects
 * @param copiesBucket name of the bucket that is made for tagged copies; else tracks are tagged in
 *     place
 * @param image of workers and service, {@code REPOSITORY:TAG} in the account's own registry
 * @param gpuImage of workers with a GPU, likewise
 * @param certificate of the service, an ARN; without one the service is for the network only
 * @param alarmMail who is told
 * @param bucketKey ARN of the KMS key of the existing bucket, where that has one of its own
 * @param limits of one track
 * @param reservedFunctions that only this function has of the account's, and at the most; 0: it
 *     shares with all others
 * @param oldVersionsDays that what was replaced can be had again
 * @param shards of the index in the cluster; settled when the index is made
 * @param budget of the account, in dollars a month
 */
record Deployment(
    Size size,
    Architecture architecture,
    String region,
    Optional<String> account,
    Optional<String> bucket,
    Optional<String> existingBucket,
    Optional<String> copiesBucket,
    ImageName image,
    ImageName gpuImage,
    FunctionPackage function,
    Optional<String> certificate,
    Optional<String> alarmMail,
    int leastWorkers,
    Optional<String> bucketKey,
    ObjectLimits limits,
    int reservedFunctions,
    int oldVersionsDays,
    int shards,
    int budget) {

  Deployment {
    if (bucket.isPresent() && existingBucket.isPresent()) {
      throw new IllegalArgumentException("use either bucket or existingBucket, not both");
    }
    if (leastWorkers < 0 || leastWorkers > size.fleet().most()) {
      throw new IllegalArgumentException(
          "leastWorkers must be from 0 to %d for size %s, not %d"
              .formatted(size.fleet().most(), size.name(), leastWorkers));
    }
    if (bucketKey.isPresent()) {
      checkKey(bucketKey.get(), existingBucket.isPresent());
    }
    // More would be taken from the queue than may run, and throttled (AWS Lambda Developer Guide,
    // "Configuring maximum concurrency for Amazon SQS event sources").
    if (reservedFunctions != 0 && reservedFunctions < size.functions()) {
      throw new IllegalArgumentException(
          "reservedFunctions must be 0 or at least %d for size %s, not %d"
              .formatted(size.functions(), size.name(), reservedFunctions));
    }
    if (oldVersionsDays < 1) {
      throw new IllegalArgumentException(
          "oldVersionsDays must be at least 1, not %d".formatted(oldVersionsDays));
    }
    if (shards < 1 || shards > 100) {
      throw new IllegalArgumentException("shards must be from 1 to 100, not %d".formatted(shards));
    }
    if (budget <= 0) {
      throw new IllegalArgumentException(
          "budget must be a number of dollars above 0, not %d".formatted(budget));
    }
    if (alarmMail.isPresent() && !alarmMail.get().contains("@")) {
      throw new IllegalArgumentException(
          "alarmMail must be a mail address, not '%s'".formatted(alarmMail.get()));
    }
  }

  private static void checkKey(String arn, boolean isBucketThere) {
    if (!arn.matches("arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/.+")) {
      throw new IllegalArgumentException(
          "bucketKey must be the ARN of a KMS key, not '%s'".formatted(arn));
    }
    if (!isBucketThere) {
      throw new IllegalArgumentException("bucketKey works only with existingBucket");
    }
  }

  /** Returns whether workers keep running while the queue is empty. */
  boolean workersStay() {
    return leastWorkers > 0;
  }

  /**
   * @param repository in the account's registry
   * @param tag of one build, not {@code latest}: what runs must not change by itself
   */
  record ImageName(String repository, String tag) {

    /**
     * @throws IllegalArgumentException if it is not {@code REPOSITORY:TAG}
     */
    static ImageName parse(String text) {
      String[] parts = text.split(":", -1);
      if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new IllegalArgumentException(
            "an image must be given as REPOSITORY:TAG, not '%s'".formatted(text));
      }
      if (parts[1].equals("latest")) {
        throw new IllegalArgumentException(
            "the tag of image '%s' is mutable; use a tag of one build".formatted(text));
      }
      return new ImageName(parts[0], parts[1]);
    }
  }
}
