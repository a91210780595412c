package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/** Events of the bucket on their way to the function, and those that are given up. */
final class EventQueue extends Construct {

  /** AWS' own advice: six times the function's time, for batches that are held back. */
  static final int VISIBILITY_TIMES = 6;

  /** Without a worker for so long, a weekend and a morning, no event becomes a dead letter. */
  static final Duration WORKER_OUTAGE = Duration.hours(72);

  /** An event that is given back comes again after this at the latest; see docs/serverless.md. */
  static final Duration LONGEST_RETRY = Duration.minutes(15);

  private final Queue events;
  private final Queue deadLetters;

  EventQueue(Construct scope, Deployment deployment, TrackBuckets buckets) {
    super(scope, "Events");
    // Each queue names the other, so one of them has to have a name beforehand.
    String name = Stack.of(this).getStackName() + "-events";
    this.deadLetters =
        Queue.Builder.create(this, "DeadLetters")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .redriveAllowPolicy(
                RedriveAllowPolicy.builder()
                    .redrivePermission(RedrivePermission.BY_QUEUE)
                    .sourceQueues(List.of(Queue.fromQueueArn(this, "Source", arn(name))))
                    .build())
            .build();
    this.events =
        Queue.Builder.create(this, "Queue")
            .queueName(name)
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .visibilityTimeout(
                Duration.seconds(VISIBILITY_TIMES * deployment.limits().timeLimitSeconds()))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(deadLetters)
                    .maxReceiveCount(receivesIn(WORKER_OUTAGE))
                    .build())
            .build();
    Rule.Builder.create(this, "Rule")
        .description("Objects of the bucket of tracks")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.s3"))
                .detailType(List.of("Object Created", "Object Deleted", "Object Restore Completed"))
                .detail(Map.of("bucket", Map.of("name", List.of(buckets.tracks().getBucketName()))))
                .build())
        .targets(
            List.of(
                SqsQueue.Builder.create(events)
                    .deadLetterQueue(deadLetters)
                    .maxEventAge(Duration.hours(24))
                    .build()))
        .build();
  }

  /**
   * The pauses are between half and all of the longest; the first ones, which are shorter, count as
   * none.
   */
  static int receivesIn(Duration outage) {
    return (int)
        Math.ceil(
            outage.toMinutes().doubleValue() / (0.75 * LONGEST_RETRY.toMinutes().doubleValue()));
  }

  private String arn(String name) {
    return Stack.of(this).formatArn(ArnComponents.builder().service("sqs").resource(name).build());
  }

  Queue events() {
    return events;
  }

  /** Of events that were tried too often, and of letters that the function writes itself. */
  Queue deadLetters() {
    return deadLetters;
  }
}
