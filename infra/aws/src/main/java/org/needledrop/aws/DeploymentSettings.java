package org.needledrop.aws;

import java.util.Optional;

/**
 * The settings of a stack; infra/README.md lists their names and defaults.
 *
 * @param region AWS region of the stack
 * @param account AWS account ID; without one, the account that the CDK is logged in to
 * @param bucket name of the new bucket for tracks; without one, CloudFormation generates it
 * @param existingBucket name of a bucket with tracks, which sends its events to EventBridge;
 *     excludes {@code bucket}
 * @param copiesBucket name of the new bucket for tagged copies; without one, tracks are tagged in
 *     place
 * @param image image of CPU workers and service in the account's ECR registry
 * @param gpuImage image of GPU workers in the account's ECR registry
 * @param certificate ARN of the service's ACM certificate; without one, the service is internal
 * @param alarmMail email address that receives alarms and budget warnings
 * @param minWorkers number of workers that keep running while the queue is empty
 * @param bucketKey ARN of the existing bucket's KMS key, if it has its own
 * @param limits size limits of one track
 * @param reservedFunctions reserved concurrency of the function, which is also its maximum; 0
 *     reserves none
 * @param oldVersionsDays days before a replaced object version expires
 * @param shards shards of the OpenSearch index; applies when the index is created
 * @param budget monthly budget of the account in US dollars
 */
record DeploymentSettings(
    StackSize size,
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
    int minWorkers,
    Optional<String> bucketKey,
    ObjectLimits limits,
    int reservedFunctions,
    int oldVersionsDays,
    int shards,
    int budget) {

  DeploymentSettings {
    if (bucket.isPresent() && existingBucket.isPresent()) {
      throw new IllegalArgumentException("use either bucket or existingBucket, not both");
    }
    if (minWorkers < 0 || minWorkers > size.fleet().maxWorkers()) {
      throw new IllegalArgumentException(
          "minWorkers must be from 0 to %d for size %s, not %d"
              .formatted(size.fleet().maxWorkers(), size.name(), minWorkers));
    }
    bucketKey.ifPresent(key -> checkKey(key, existingBucket.isPresent()));
    // The queue's poller would invoke more functions than may run, and Lambda would throttle them
    // (AWS Lambda Developer Guide, "Configuring maximum concurrency for Amazon SQS event sources").
    if (reservedFunctions != 0 && reservedFunctions < size.functionConcurrency()) {
      throw new IllegalArgumentException(
          "reservedFunctions must be 0 or at least %d for size %s, not %d"
              .formatted(size.functionConcurrency(), size.name(), reservedFunctions));
    }
    checkNumbers(oldVersionsDays, shards, budget);
    alarmMail.ifPresent(DeploymentSettings::checkMail);
  }

  private static void checkNumbers(int oldVersionsDays, int shards, int budget) {
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
  }

  private static void checkMail(String address) {
    if (!address.contains("@")) {
      throw new IllegalArgumentException(
          "alarmMail must be an email address, not '%s'".formatted(address));
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

  /** Returns whether workers keep running while the queue is empty. */
  boolean keepsIdleWorkers() {
    return minWorkers > 0;
  }

  /**
   * A container image in the account's ECR registry.
   *
   * @param repository name of the repository
   * @param tag tag of one build; {@code latest} would change what runs without a deployment
   */
  record ImageName(String repository, String tag) {

    /**
     * @throws IllegalArgumentException if {@code text} is not {@code REPOSITORY:TAG}
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
