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

/** The buckets of tracks and records and, optionally, of tagged copies. */
final class TrackBuckets extends Construct {

  private final SharedResources shared;
  private final Duration versionRetention;
  private final IBucket tracks;
  private final Bucket records;
  private final Optional<Bucket> copies;

  TrackBuckets(Construct scope, DeploymentSettings settings, SharedResources shared) {
    super(scope, "Buckets");
    this.shared = shared;
    this.versionRetention = Duration.days(settings.buckets().oldVersionsDays());
    this.tracks =
        settings
            .buckets()
            .existingBucket()
            .map(name -> Bucket.fromBucketName(this, "Tracks", name))
            .orElseGet(() -> withEventBridge(bucket("Tracks", settings.buckets().bucket())));
    this.records = withEventBridge(bucket("Records", Optional.empty()));
    this.copies =
        settings.buckets().copiesBucket().map(name -> bucket("Copies", Optional.of(name)));
  }

  /** Keeps replaced versions, such as the original of a tagged track. */
  private Bucket bucket(String id, Optional<String> name) {
    return Bucket.Builder.create(this, id)
        .bucketName(name.orElse(null))
        .encryption(BucketEncryption.KMS)
        .encryptionKey(shared.key())
        .bucketKeyEnabled(true)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .versioned(true)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .serverAccessLogsBucket(shared.logBucket())
        .serverAccessLogsPrefix("buckets/" + id.toLowerCase(Locale.ROOT) + "/")
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .abortIncompleteMultipartUploadAfter(Duration.days(7))
                    .noncurrentVersionExpiration(versionRetention)
                    .build()))
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  /** Sends events to EventBridge. The CDK's own option deploys a function that calls S3. */
  private static Bucket withEventBridge(Bucket bucket) {
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

  /** Returns all buckets: tracks, records, copies. */
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
