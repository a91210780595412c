package org.needledrop.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** Tracks, what was heard of them, and tagged copies where these are wanted. */
final class TrackBuckets extends Construct {

  private final Foundation foundation;
  private final Duration oldVersions;
  private final IBucket tracks;
  private final Bucket records;
  private final Optional<Bucket> copies;

  TrackBuckets(Construct scope, Deployment deployment, Foundation foundation) {
    super(scope, "Buckets");
    this.foundation = foundation;
    this.oldVersions = Duration.days(deployment.oldVersionsDays());
    this.tracks =
        deployment
            .existingBucket()
            .map(name -> Bucket.fromBucketName(this, "Tracks", name))
            .orElseGet(() -> telling(bucket("Tracks", deployment.bucket())));
    this.records = telling(bucket("Records", Optional.empty()));
    this.copies = deployment.copiesBucket().map(name -> bucket("Copies", Optional.of(name)));
  }

  /** The original object is kept as an older version, by default for a month. */
  private Bucket bucket(String id, Optional<String> name) {
    return Bucket.Builder.create(this, id)
        .bucketName(name.orElse(null))
        .encryption(BucketEncryption.KMS)
        .encryptionKey(foundation.key())
        .bucketKeyEnabled(true)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .versioned(true)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .serverAccessLogsBucket(foundation.logBucket())
        .serverAccessLogsPrefix("buckets/" + id.toLowerCase(Locale.ROOT) + "/")
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .abortIncompleteMultipartUploadAfter(Duration.days(7))
                    .noncurrentVersionExpiration(oldVersions)
                    .build()))
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  /** The CDK's own switch for it makes a function that calls S3 while it deploys. */
  private static Bucket telling(Bucket bucket) {
    ((CfnBucket) bucket.getNode().getDefaultChild())
        .setNotificationConfiguration(
            CfnBucket.NotificationConfigurationProperty.builder()
                .eventBridgeConfiguration(
                    CfnBucket.EventBridgeConfigurationProperty.builder()
                        .eventBridgeEnabled(true)
                        .build())
                .build());
    return bucket;
  }

  /** All of them. */
  List<IBucket> all() {
    return Stream.concat(Stream.of(tracks, records), copies.stream()).toList();
  }

  IBucket tracks() {
    return tracks;
  }

  Bucket records() {
    return records;
  }

  Optional<Bucket> copies() {
    return copies;
  }
}
