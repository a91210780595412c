package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/** The queue of bucket events that the function handles, and its dead-letter queue. */
final class EventQueue extends Construct {

  /** AWS recommends six times the function's time limit, for throttled batches. */
  static final int VISIBILITY_FACTOR = 6;

  /** No event becomes a dead letter in an outage of this length: a weekend and a morning. */
  static final Duration WORKER_OUTAGE = Duration.hours(72);

  /** Maximum delay before a returned event is delivered again; see docs/serverless.md. */
  static final Duration MAX_RETRY_DELAY = Duration.minutes(15);

  private final Queue events;
  private final Queue deadLetters;

  EventQueue(Construct scope, DeploymentSettings settings, TrackBuckets buckets) {
    super(scope, "Events");
    // Each queue refers to the other, so one needs a name that is known beforehand.
    String name = Stack.of(this).getStackName() + "-events";
    this.deadLetters = deadLetterQueue(name);
    this.events = queue(name, settings.function().limits());
    routeEvents(buckets.tracks());
  }

  private Queue deadLetterQueue(String sourceName) {
    return Queue.Builder.create(this, "DeadLetters")
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(Duration.days(14))
        .redriveAllowPolicy(
            RedriveAllowPolicy.builder()
                .redrivePermission(RedrivePermission.BY_QUEUE)
                .sourceQueues(List.of(Queue.fromQueueArn(this, "Source", arn(sourceName))))
                .build())
        .build();
  }

  private Queue queue(String name, ObjectLimits limits) {
    return Queue.Builder.create(this, "Queue")
        .queueName(name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(Duration.days(14))
        .visibilityTimeout(Duration.seconds(VISIBILITY_FACTOR * limits.timeLimitSeconds()))
        .deadLetterQueue(
            DeadLetterQueue.builder()
                .queue(deadLetters)
                .maxReceiveCount(maxReceives(WORKER_OUTAGE))
                .build())
        .build();
  }

  private void routeEvents(IBucket tracks) {
    Rule.Builder.create(this, "Rule")
        .description("Sends object events of the track bucket to the function's queue")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.s3"))
                .detailType(List.of("Object Created", "Object Deleted", "Object Restore Completed"))
                .detail(Map.of("bucket", Map.of("name", List.of(tracks.getBucketName()))))
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
   * Returns how often an event is received during an outage. Retry delays are random between half
   * and all of the maximum, three quarters on average; the shorter delays at the start are ignored.
   */
  static int maxReceives(Duration outage) {
    return (int)
        Math.ceil(
            outage.toMinutes().doubleValue() / (0.75 * MAX_RETRY_DELAY.toMinutes().doubleValue()));
  }

  private String arn(String name) {
    return Stack.of(this).formatArn(ArnComponents.builder().service("sqs").resource(name).build());
  }

  Queue events() {
    return events;
  }

  /** Events that were received too often, and dead letters that the function sends itself. */
  Queue deadLetters() {
    return deadLetters;
  }
}
