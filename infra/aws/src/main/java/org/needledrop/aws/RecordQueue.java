package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The queue of records that the function has written and the service must index. It supports one
 * consumer: of two, the slower one could overwrite a newer record with an older one.
 */
final class RecordQueue extends Construct {

  /** Prefix of records in their bucket, which also holds other objects. */
  static final String PREFIX = ".needledrop/tracks/";

  /**
   * Delay of the next attempt after a failure. The service indexes a batch of 500 records in
   * seconds.
   */
  private static final Duration VISIBILITY_TIMEOUT = Duration.minutes(2);

  private final TrackBuckets buckets;
  private final Queue changes;
  private final Queue undelivered;

  RecordQueue(Construct scope, TrackBuckets buckets) {
    super(scope, "Records");
    this.buckets = buckets;
    this.undelivered = queue("Undelivered").build();
    // The service retries until the index is available: a maximum receive count would lose changes.
    this.changes = queue("Queue").visibilityTimeout(VISIBILITY_TIMEOUT).build();
    routeRecords();
  }

  private void routeRecords() {
    Rule.Builder.create(this, "Rule")
        .description("Sends created and changed records to the service's queue")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.s3"))
                .detailType(List.of("Object Created"))
                .detail(
                    Map.of(
                        "bucket", Map.of("name", List.of(buckets.records().getBucketName())),
                        "object", Map.of("key", List.of(Map.of("prefix", PREFIX)))))
                .build())
        .targets(
            List.of(
                SqsQueue.Builder.create(changes)
                    .deadLetterQueue(undelivered)
                    .maxEventAge(Duration.hours(24))
                    .build()))
        .build();
  }

  private Queue.Builder queue(String name) {
    return Queue.Builder.create(this, name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(Duration.days(14));
  }

  /** Lets a task consume the queue, read records, and list them to rebuild the index. */
  void grantRead(IGrantable task) {
    allow(task, List.of("sqs:ReceiveMessage", "sqs:DeleteMessage"), List.of(changes.getQueueArn()));
    allow(task, List.of("s3:GetObject"), List.of(buckets.records().arnForObjects(PREFIX + "*")));
    // Without it, S3 also returns 403 instead of 404 for a missing record.
    allow(task, List.of("s3:ListBucket"), List.of(buckets.records().getBucketArn()));
    allow(task, List.of("kms:Decrypt"), List.of(buckets.records().getEncryptionKey().getKeyArn()));
  }

  private static void allow(IGrantable task, List<String> actions, List<String> resources) {
    task.getGrantPrincipal()
        .addToPrincipalPolicy(
            PolicyStatement.Builder.create().actions(actions).resources(resources).build());
  }

  /** Changed records that are not yet indexed. */
  Queue changes() {
    return changes;
  }

  /** Events that EventBridge could not deliver; the index lacks their records until a rebuild. */
  Queue undelivered() {
    return undelivered;
  }
}
