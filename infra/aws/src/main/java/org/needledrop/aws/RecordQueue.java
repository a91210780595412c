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
 * Tells the service which records the function has written, to have them in the index. For one
 * reader: of two, the slower one could write what the faster has already seen replaced.
 */
final class RecordQueue extends Construct {

  /** Where the function writes records; the bucket holds other things as well. */
  static final String FOLDER = ".needledrop/tracks/";

  /** The service has 500 records in the index in some seconds; so long after a failure it waits. */
  private static final Duration HELD = Duration.minutes(2);

  private final TrackBuckets buckets;
  private final Queue changes;
  private final Queue undelivered;

  RecordQueue(Construct scope, TrackBuckets buckets) {
    super(scope, "Records");
    this.buckets = buckets;
    this.undelivered = queue("Undelivered").build();
    // The service tries until the index is there again: a limit of tries would lose changes.
    this.changes = queue("Queue").visibilityTimeout(HELD).build();
    Rule.Builder.create(this, "Rule")
        .description("Records of tracks, new and changed")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.s3"))
                .detailType(List.of("Object Created"))
                .detail(
                    Map.of(
                        "bucket", Map.of("name", List.of(buckets.records().getBucketName())),
                        "object", Map.of("key", List.of(Map.of("prefix", FOLDER)))))
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

  /** Lets a task read the queue and the records, and list these to make the index anew. */
  void letRead(IGrantable task) {
    allow(task, List.of("sqs:ReceiveMessage", "sqs:DeleteMessage"), List.of(changes.getQueueArn()));
    allow(task, List.of("s3:GetObject"), List.of(buckets.records().arnForObjects(FOLDER + "*")));
    // Without it a missing record looks like a forbidden one, too.
    allow(task, List.of("s3:ListBucket"), List.of(buckets.records().getBucketArn()));
    allow(task, List.of("kms:Decrypt"), List.of(buckets.records().getEncryptionKey().getKeyArn()));
  }

  private static void allow(IGrantable task, List<String> actions, List<String> resources) {
    task.getGrantPrincipal()
        .addToPrincipalPolicy(
            PolicyStatement.Builder.create().actions(actions).resources(resources).build());
  }

  /** Of changes that are not in the index yet. */
  Queue changes() {
    return changes;
  }

  /** Of changes that EventBridge gave up: the index lacks them until it is made anew. */
  Queue undelivered() {
    return undelivered;
  }
}
