package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

/** Scaling of the workers, and access to them. */
final class WorkersTest {

  private static final String INGRESS = "AWS::EC2::SecurityGroupIngress";
  private static final String TARGET = "AWS::ApplicationAutoScaling::ScalableTarget";

  @Test
  void gpuInstancesScaleFromZeroToFour() {
    Synthesised large = Synthesised.large();

    large
        .template()
        .hasResourceProperties(
            "AWS::AutoScaling::AutoScalingGroup", Map.of("MinSize", "0", "MaxSize", "4"));
    large
        .template()
        .hasResourceProperties(
            "AWS::ECS::CapacityProvider",
            Map.of(
                "AutoScalingGroupProvider",
                Match.objectLike(
                    Map.of(
                        "ManagedScaling",
                        Match.objectLike(Map.of("Status", "ENABLED", "TargetCapacity", 100))))));
    large.template().hasResourceProperties(TARGET, Map.of("MinCapacity", 0, "MaxCapacity", 4));
    assertThat(large.resources("AWS::ECS::TaskDefinition").values().toString())
        .contains("\"ResourceRequirements\":[{\"Type\":\"GPU\",\"Value\":\"1\"}]");
  }

  @Test
  void gpuInstancesJoinTheCluster() {
    Synthesised large = Synthesised.large();
    String cluster = large.resources("AWS::ECS::Cluster").keySet().iterator().next();

    assertThat(large.resources("AWS::EC2::LaunchTemplate").values())
        .singleElement()
        .satisfies(
            template ->
                assertThat(template.at("/LaunchTemplateData/UserData").toString())
                    .contains("ECS_CLUSTER=\",{\"Ref\":\"%s\"}".formatted(cluster)));
  }

  @Test
  void aSmallStackHasNoInstancesAndKeepsItsWorkerByDefault() {
    assertThat(Synthesised.small().resources("AWS::AutoScaling::AutoScalingGroup")).isEmpty();
    Synthesised.small()
        .template()
        .hasResourceProperties(TARGET, Map.of("MinCapacity", 1, "MaxCapacity", 1));
    Synthesised.smallArm()
        .template()
        .hasResourceProperties(TARGET, Map.of("MinCapacity", 0, "MaxCapacity", 1));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void oneEventStartsAWorkerAndFifteenIdleMinutesStopAll(Synthesised stack) {
    stack
        .template()
        .hasResourceProperties(
            "AWS::CloudWatch::Alarm",
            Map.of(
                "Threshold",
                1,
                "EvaluationPeriods",
                3,
                "DatapointsToAlarm",
                1,
                "TreatMissingData",
                "notBreaching"));
    stack
        .template()
        .hasResourceProperties(
            "AWS::CloudWatch::Alarm",
            Map.of(
                "Threshold",
                0,
                "ComparisonOperator",
                "LessThanOrEqualToThreshold",
                "EvaluationPeriods",
                15,
                "TreatMissingData",
                "breaching"));
    stack.template().resourceCountIs("AWS::ApplicationAutoScaling::ScalingPolicy", 2);
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void aLateMetricDoesNotReadAsAnEmptyQueue(Synthesised stack) {
    String alarms = stack.resources("AWS::CloudWatch::Alarm").toString();

    assertThat(alarms)
        .contains("waiting + inFlight")
        .doesNotContain("FILL(waiting", "FILL(inFlight");
  }

  @Test
  void functionAndServiceReachAWorkerThatRunsWhileIdle() {
    assertThat(clients(Synthesised.small(), "WorkersBalancerGroup"))
        .hasSize(2)
        .anyMatch(name -> name.startsWith("FunctionFunctionGroup"))
        .anyMatch(name -> name.startsWith("ServiceTaskGroup"));
  }

  @Test
  void onlyTheFunctionReachesWorkersThatStopWhileIdle() {
    assertThat(clients(Synthesised.large(), "WorkersBalancerGroup"))
        .singleElement()
        .satisfies(name -> assertThat(name).startsWith("FunctionFunctionGroup"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void workersAreReachableThroughTheirLoadBalancerOnly(Synthesised stack) {
    assertThat(clients(stack, "WorkersTaskGroup"))
        .singleElement()
        .satisfies(name -> assertThat(name).startsWith("WorkersBalancerGroup"));
    assertThat(stack.resources("AWS::EC2::NatGateway")).isEmpty();
    assertThat(stack.resources("AWS::ECS::Service").values())
        .noneMatch(service -> service.toString().contains("\"AssignPublicIp\":\"ENABLED\""));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void noTaskDefinitionContainsASecret(Synthesised stack) {
    assertThat(stack.resources("AWS::ECS::TaskDefinition"))
        .allSatisfy(
            (name, task) ->
                assertThat(task.findValuesAsText("Name"))
                    .as(name)
                    .containsAnyOf("NEEDLEDROP_TOKEN", "NEEDLEDROP_API_KEYS"));
    assertThat(
            stack.resources("AWS::ECS::TaskDefinition").values().stream()
                .flatMap(task -> task.findValues("Environment").stream())
                .flatMap(variables -> variables.findValuesAsText("Name").stream()))
        .doesNotContain("NEEDLEDROP_TOKEN", "NEEDLEDROP_API_KEYS", "INDEX_PASSWORD");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void tasksUseTheConfiguredArchitecture(Synthesised stack) {
    String wanted = stack.toString().endsWith("arm64") ? "ARM64" : "X86_64";

    assertThat(stack.resources("AWS::ECS::TaskDefinition").values())
        .filteredOn(task -> task.has("RuntimePlatform"))
        .isNotEmpty()
        .allMatch(task -> task.at("/RuntimePlatform/CpuArchitecture").asText().equals(wanted));
  }

  /** Logical IDs of the security groups that may connect to {@code group}. */
  private static Set<String> clients(Synthesised stack, String group) {
    return stack.resources(INGRESS).values().stream()
        .filter(rule -> first(rule, "GroupId").startsWith(group))
        .map(rule -> first(rule, "SourceSecurityGroupId"))
        .collect(Collectors.toSet());
  }

  private static String first(JsonNode rule, String property) {
    return rule.at("/" + property + "/Fn::GetAtt/0").asText(List.of(property).toString());
  }
}
