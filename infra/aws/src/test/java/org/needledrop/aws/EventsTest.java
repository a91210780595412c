package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

/** Events from the buckets to function, service and dead-letter queues. */
final class EventsTest {

  private static final String QUEUE = "AWS::SQS::Queue";

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void eventsBecomeDeadLettersAfterTheMaximumReceives(Synthesised stack) {
    String deadLetters =
        stack.resources(QUEUE).entrySet().stream()
            .filter(queue -> queue.getValue().has("RedriveAllowPolicy"))
            .findFirst()
            .orElseThrow()
            .getKey();

    stack
        .template()
        .hasResourceProperties(
            QUEUE,
            Map.of(
                "VisibilityTimeout",
                stack.toString().equals("large-x86_64") ? 720 : 1590,
                "SqsManagedSseEnabled",
                true,
                "RedrivePolicy",
                Map.of(
                    "deadLetterTargetArn",
                    Map.of("Fn::GetAtt", List.of(deadLetters, "Arn")),
                    "maxReceiveCount",
                    384)));
    assertThat(stack.resources(QUEUE).get(deadLetters).at("/RedriveAllowPolicy").toString())
        .contains("byQueue", "Needledrop-events");
  }

  /** Retry delays are random between half and all of the maximum. */
  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void noEventBecomesADeadLetterInThreeDaysWithoutAWorker(Synthesised stack) {
    int receives =
        stack.resources(QUEUE).values().stream()
            .mapToInt(queue -> queue.at("/RedrivePolicy/maxReceiveCount").asInt())
            .max()
            .orElseThrow();
    Duration maxDelay =
        stack.resources("AWS::Lambda::Function").values().stream()
            .map(function -> function.at("/Environment/Variables/NEEDLEDROP_RETRY_LONGEST"))
            .filter(JsonNode::isTextual)
            .map(pause -> Duration.parse(pause.asText()))
            .findFirst()
            .orElseThrow();

    assertThat(maxDelay.multipliedBy(receives * 3 / 4)).isGreaterThanOrEqualTo(Duration.ofDays(3));
    assertThat(stack.resources("AWS::IAM::Policy").values())
        .anyMatch(
            policy ->
                policy.toString().contains("sqs:ChangeMessageVisibility")
                    && policy.toString().contains("sqs:GetQueueUrl"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void oneFailedEventDoesNotReturnItsBatch(Synthesised stack) {
    stack
        .template()
        .hasResourceProperties(
            "AWS::Lambda::EventSourceMapping",
            Map.of(
                "FunctionResponseTypes",
                List.of("ReportBatchItemFailures"),
                "BatchSize",
                10,
                "ScalingConfig",
                Map.of("MaximumConcurrency", stack.toString().startsWith("large") ? 100 : 4)));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theVisibilityTimeoutIsSixTimesTheFunctionsTimeLimit(Synthesised stack) {
    int limit =
        stack.resources("AWS::Lambda::Function").values().stream()
            .mapToInt(function -> function.get("Timeout").asInt())
            .max()
            .orElseThrow();

    assertThat(stack.resources(QUEUE).values())
        .filteredOn(queue -> queue.has("RedrivePolicy"))
        .singleElement()
        .satisfies(
            queue ->
                assertThat(queue.get("VisibilityTimeout").asInt())
                    .isGreaterThanOrEqualTo(6 * limit));
  }

  /** A version tagged in place inherits the lock of the previous one; copies need no lock. */
  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theFunctionMayCopyLocksIfItTagsInPlace(Synthesised stack) {
    String policies = stack.resources("AWS::IAM::Policy").values().toString();
    boolean copies =
        stack.resources("AWS::S3::Bucket").keySet().stream()
            .anyMatch(name -> name.startsWith("BucketsCopies"));

    for (String action :
        List.of(
            "s3:GetBucketObjectLockConfiguration",
            "s3:GetObjectRetention",
            "s3:PutObjectRetention",
            "s3:GetObjectLegalHold",
            "s3:PutObjectLegalHold")) {
      assertThat(policies.contains(action)).as(action).isNotEqualTo(copies);
    }
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theQueueReceivesTheBucketsEvents(Synthesised stack) {
    stack
        .template()
        .hasResourceProperties(
            "AWS::Events::Rule",
            Match.objectLike(
                Map.of(
                    "EventPattern",
                    Match.objectLike(
                        Map.of(
                            "detail-type",
                            List.of(
                                "Object Created", "Object Deleted", "Object Restore Completed"))),
                    "Targets",
                    Match.arrayWith(
                        List.of(Match.objectLike(Map.of("DeadLetterConfig", Match.anyValue())))))));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void queuesAreEncryptedKeepMessagesForTwoWeeksAndRequireTls(Synthesised stack) {
    stack
        .template()
        .allResourcesProperties(
            QUEUE, Map.of("SqsManagedSseEnabled", true, "MessageRetentionPeriod", 1209600));
    assertThat(stack.resources("AWS::SQS::QueuePolicy").values())
        .hasSameSizeAs(stack.resources(QUEUE).values())
        .allMatch(policy -> policy.toString().contains("aws:SecureTransport"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theServicesQueueReceivesEventsOfRecordsOnly(Synthesised stack) {
    String bucket = stack.named("AWS::S3::Bucket", "BucketsRecords");
    JsonNode rule =
        stack.resources("AWS::Events::Rule").get(stack.named("AWS::Events::Rule", "RecordsRule"));

    assertThat(stack.resources("AWS::S3::Bucket").get(bucket).toString())
        .contains("\"EventBridgeEnabled\":true");
    assertThat(rule.at("/EventPattern/detail/bucket/name/0/Ref").asText()).isEqualTo(bucket);
    assertThat(rule.at("/EventPattern/detail/object").toString())
        .isEqualTo("{\"key\":[{\"prefix\":\".needledrop/tracks/\"}]}");
    assertThat(rule.at("/EventPattern/detail-type").toString()).isEqualTo("[\"Object Created\"]");
    assertThat(rule.at("/Targets/0/Arn/Fn::GetAtt/0").asText())
        .isEqualTo(stack.named(QUEUE, "RecordsQueue"));
    assertThat(rule.at("/Targets/0/DeadLetterConfig/Arn/Fn::GetAtt/0").asText())
        .isEqualTo(stack.named(QUEUE, "RecordsUndelivered"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void eventBridgeMaySendToTheRecordQueueAndToItsDeadLetterQueue(Synthesised stack) {
    for (String name : List.of("RecordsQueue", "RecordsUndelivered")) {
      String queue = stack.named(QUEUE, name);
      assertThat(stack.resources("AWS::SQS::QueuePolicy").values())
          .filteredOn(policy -> policy.at("/Queues/0/Ref").asText().equals(queue))
          .singleElement()
          .asString()
          .contains("sqs:SendMessage", "events.amazonaws.com", "RecordsRule");
    }
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theRecordQueueHasNoMaximumReceives(Synthesised stack) {
    JsonNode queue = stack.resources(QUEUE).get(stack.named(QUEUE, "RecordsQueue"));

    assertThat(queue.has("RedrivePolicy")).isFalse();
    assertThat(queue.get("VisibilityTimeout").asInt()).isEqualTo(120);
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theTaggingFunctionIsTheOnlyOne(Synthesised stack) {
    Map<String, JsonNode> functions = stack.resources("AWS::Lambda::Function");

    assertThat(functions).hasSize(1);
    JsonNode function = functions.values().iterator().next();
    boolean isNative = stack.toString().equals("small-arm64");
    assertThat(function.get("Runtime").asText()).isEqualTo(isNative ? "provided.al2023" : "java25");
    assertThat(function.at("/Environment/Variables").has("DISABLE_SIGNAL_HANDLERS"))
        .isEqualTo(isNative);
    assertThat(function.at("/Architectures/0").asText())
        .isEqualTo(stack.toString().endsWith("arm64") ? "arm64" : "x86_64");
    assertThat(function.at("/Environment/Variables/NEEDLEDROP_TOKEN").toString())
        .contains("{{resolve:secretsmanager:");
    assertThat(stack.json().toString()).doesNotContain("Custom::");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theLargestObjectFitsTwiceIntoTmp(Synthesised stack) {
    JsonNode function = stack.resources("AWS::Lambda::Function").values().iterator().next();

    assertThat(function.at("/EphemeralStorage/Size").asLong() << 20)
        .isGreaterThan(2 * function.at("/Environment/Variables/NEEDLEDROP_MAX_BYTES").asLong());
  }
}
