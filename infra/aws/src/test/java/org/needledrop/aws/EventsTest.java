package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

/** From the bucket to the function, and to the dead letters. */
final class EventsTest {

  private static final String QUEUE = "AWS::SQS::Queue";

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void eventsThatFailTooOftenBecomeDeadLetters(Synthesised stack) {
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
                720,
                "SqsManagedSseEnabled",
                true,
                "RedrivePolicy",
                Map.of(
                    "deadLetterTargetArn",
                    Map.of("Fn::GetAtt", List.of(deadLetters, "Arn")),
                    "maxReceiveCount",
                    stack.toString().startsWith("large") ? 10 : 5)));
    assertThat(stack.resources(QUEUE).get(deadLetters).at("/RedriveAllowPolicy").toString())
        .contains("byQueue", "Needledrop-events");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void oneBadEventDoesNotBringBackItsWholeBatch(Synthesised stack) {
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
  void aQueueHoldsABatchSixTimesAsLongAsTheFunctionMayTake(Synthesised stack) {
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

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theQueueGetsWhatTheBucketTells(Synthesised stack) {
    stack
        .template()
        .hasResourceProperties(
            "AWS::Events::Rule",
            Match.objectLike(
                Map.of(
                    "EventPattern",
                    Match.objectLike(
                        Map.of("detail-type", List.of("Object Created", "Object Deleted"))),
                    "Targets",
                    Match.arrayWith(
                        List.of(Match.objectLike(Map.of("DeadLetterConfig", Match.anyValue())))))));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void noFunctionIsDeployedButTheOneThatTags(Synthesised stack) {
    Map<String, JsonNode> functions = stack.resources("AWS::Lambda::Function");

    assertThat(functions).hasSize(1);
    JsonNode function = functions.values().iterator().next();
    assertThat(function.get("Runtime").asText())
        .isEqualTo(stack.toString().equals("small-arm64") ? "java25" : "provided.al2023");
    assertThat(function.at("/Architectures/0").asText())
        .isEqualTo(stack.toString().endsWith("arm64") ? "arm64" : "x86_64");
    assertThat(function.at("/Environment/Variables/NEEDLEDROP_TOKEN").toString())
        .contains("{{resolve:secretsmanager:");
    assertThat(stack.json().toString()).doesNotContain("Custom::");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theLargestObjectFitsTwiceIntoTheScratchFolder(Synthesised stack) {
    JsonNode function = stack.resources("AWS::Lambda::Function").values().iterator().next();

    assertThat(function.at("/EphemeralStorage/Size").asLong() << 20)
        .isGreaterThan(2 * function.at("/Environment/Variables/NEEDLEDROP_MAX_BYTES").asLong());
  }
}
