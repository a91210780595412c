package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Endpoints, containers and keys allow only what the stack needs. */
final class HardeningTest {

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void everyEndpointServesThisAccountOnly(Synthesised stack) {
    assertThat(stack.resources("AWS::EC2::VPCEndpoint"))
        .isNotEmpty()
        .allSatisfy(
            (name, endpoint) ->
                assertThat(endpoint.at("/PolicyDocument/Statement/0/Condition").toString())
                    .as(name)
                    .contains("aws:PrincipalAccount", "AWS::AccountId"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theS3EndpointReachesOnlyTheStacksBucketsAndImageLayers(Synthesised stack) {
    String endpoint = stack.named("AWS::EC2::VPCEndpoint", "NetworkVpcS3");
    JsonNode statements =
        stack.resources("AWS::EC2::VPCEndpoint").get(endpoint).at("/PolicyDocument/Statement");

    assertThat(statements.findValues("Resource").toString())
        .contains("prod-us-east-1-starport-layer-bucket/*", "BucketsRecords")
        .doesNotContain("[\"*\"]");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void flowLogsMayBeDelivered(Synthesised stack) {
    String policies = stack.resources("AWS::S3::BucketPolicy").toString();

    assertThat(policies).contains("/flows/AWSLogs/", "aws:SourceArn");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theFunctionReservesItsConcurrencyByDefault(Synthesised stack) {
    JsonNode reserved =
        stack
            .resources("AWS::Lambda::Function")
            .values()
            .iterator()
            .next()
            .path("ReservedConcurrentExecutions");

    switch (stack.toString()) {
      case "large-x86_64" -> assertThat(reserved.isMissingNode()).isTrue();
      case "large-arm64" -> assertThat(reserved.asInt()).isEqualTo(100);
      default -> assertThat(reserved.asInt()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void containersHaveAReadOnlyRootAndAWritableTmp(Synthesised stack) {
    assertThat(stack.resources("AWS::ECS::TaskDefinition").values())
        .allSatisfy(
            task -> {
              JsonNode container = task.at("/ContainerDefinitions/0");
              assertThat(container.at("/ReadonlyRootFilesystem").asBoolean()).isTrue();
              assertThat(container.at("/MountPoints").toString())
                  .contains("\"ContainerPath\":\"/tmp\",\"ReadOnly\":false");
            });
  }

  @Test
  void theKeyOfAnExistingBucketIsAllowedThroughS3Only() {
    assertThat(Synthesised.large().resources("AWS::IAM::Policy").values())
        .filteredOn(policy -> policy.toString().contains(Synthesised.FOREIGN_KEY))
        .singleElement()
        .asString()
        .contains("kms:ViaService", "s3.us-east-1.amazonaws.com", "kms:GenerateDataKey");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void aStackUpdateDoesNotChangeTheNumberOfWorkers(Synthesised stack) {
    assertThat(stack.resources("AWS::ECS::Service"))
        .anySatisfy(
            (name, service) -> {
              assertThat(name).startsWith("Workers");
              assertThat(service.has("DesiredCount")).isFalse();
              assertThat(service.at("/HealthCheckGracePeriodSeconds").asInt())
                  .isEqualTo(stack.toString().startsWith("large") ? 600 : 180);
            });
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void aGrowingBacklogStartsWorkersAndAShrinkingOneStopsNone(Synthesised stack) {
    assertThat(stack.resources("AWS::ApplicationAutoScaling::ScalingPolicy"))
        .allSatisfy(
            (name, policy) -> {
              boolean isMore = name.contains("More");
              assertThat(policy.at("/StepScalingPolicyConfiguration/AdjustmentType").asText())
                  .isEqualTo(isMore ? "ChangeInCapacity" : "ExactCapacity");
              policy
                  .at("/StepScalingPolicyConfiguration/StepAdjustments")
                  .forEach(
                      step ->
                          assertThat(step.at("/ScalingAdjustment").asInt())
                              .isGreaterThanOrEqualTo(isMore ? 1 : 0));
            });
    assertThat(stack.resources("AWS::CloudWatch::Alarm").toString())
        .contains("waiting + inFlight - ");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void oldVersionsAreKeptForAMonthByDefault(Synthesised stack) {
    assertThat(stack.resources("AWS::S3::Bucket").entrySet())
        .filteredOn(bucket -> bucket.getKey().startsWith("Buckets"))
        .isNotEmpty()
        .allSatisfy(
            bucket ->
                assertThat(
                        bucket
                            .getValue()
                            .findValue("NoncurrentVersionExpiration")
                            .at("/NoncurrentDays")
                            .asInt())
                    .isEqualTo(30));
  }

  @Test
  void theIndexHasOneShardPerNodeByDefault() {
    assertThat(Synthesised.large().resources("AWS::ECS::TaskDefinition").toString())
        .contains("{\"Name\":\"NEEDLEDROP_INDEX_SHARDS\",\"Value\":\"3\"}");
    assertThat(Synthesised.small().resources("AWS::ECS::TaskDefinition").toString())
        .doesNotContain("NEEDLEDROP_INDEX_SHARDS");
  }

  @Test
  void objectsOfTwoGibibytesAreAcceptedByDefault() {
    JsonNode function =
        Synthesised.small().resources("AWS::Lambda::Function").values().iterator().next();

    assertThat(function.at("/Environment/Variables/NEEDLEDROP_MAX_BYTES").asLong())
        .isEqualTo(2L << 30);
    assertThat(function.at("/EphemeralStorage/Size").asInt()).isEqualTo(4608);
    assertThat(function.at("/Timeout").asInt()).isEqualTo(265);
  }
}
