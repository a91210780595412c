package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

/** The service of {@code needledrop serve}, and its index. */
final class ServiceTest {

  private static final String DOMAIN = "AWS::OpenSearchService::Domain";
  private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";

  @Test
  void aLargeStackHasThreeNodesInThreeZones() {
    Synthesised.large()
        .template()
        .hasResourceProperties(
            DOMAIN,
            Map.of(
                "ClusterConfig",
                Match.objectLike(
                    Map.of(
                        "InstanceCount",
                        3,
                        "ZoneAwarenessEnabled",
                        true,
                        "ZoneAwarenessConfig",
                        Map.of("AvailabilityZoneCount", 3))),
                "EncryptionAtRestOptions",
                Match.objectLike(Map.of("Enabled", true)),
                "NodeToNodeEncryptionOptions",
                Map.of("Enabled", true)));
    Synthesised.small().template().resourceCountIs(DOMAIN, 0);
  }

  @Test
  void withoutACertificateTheServiceIsInternal() {
    assertThat(Synthesised.small().resources("AWS::EC2::InternetGateway")).isEmpty();
    assertThat(Synthesised.small().resources("AWS::ElasticLoadBalancingV2::LoadBalancer").values())
        .hasSize(2)
        .allMatch(balancer -> balancer.get("Scheme").asText().equals("internal"));
  }

  @Test
  void withACertificateTheServiceIsPublicOverTlsOnly() {
    Synthesised open = Synthesised.largeArm();

    open.template()
        .hasResourceProperties(
            LISTENER, Map.of("Port", 443, "Protocol", "HTTPS", "Certificates", Match.anyValue()));
    open.template().resourcePropertiesCountIs(LISTENER, Map.of("Port", 80), 0);
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void onlyOneServiceRunsAtATime(Synthesised stack) {
    stack
        .template()
        .hasResourceProperties(
            "AWS::ECS::Service",
            Map.of(
                "DesiredCount",
                1,
                "DeploymentConfiguration",
                Match.objectLike(Map.of("MaximumPercent", 100, "MinimumHealthyPercent", 0)),
                "HealthCheckGracePeriodSeconds",
                120));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theServiceReadsTheRecordQueue(Synthesised stack) {
    JsonNode container = container(stack);

    assertThat(container.get("Environment"))
        .filteredOn(variable -> variable.get("Name").asText().equals("NEEDLEDROP_RECORDS"))
        .singleElement()
        .satisfies(
            variable ->
                assertThat(variable.at("/Value/Ref").asText())
                    .isEqualTo(stack.named("AWS::SQS::Queue", "RecordsQueue")));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theServiceMayReadRecordsAndTheirQueueButWriteNoObject(Synthesised stack) {
    Map<String, String> allowed = new TreeMap<>();
    stack
        .resources("AWS::IAM::Policy")
        .get(stack.named("AWS::IAM::Policy", "ServiceTaskTaskRoleDefaultPolicy"))
        .at("/PolicyDocument/Statement")
        .forEach(statement -> allowed.put(text(statement, "Action"), text(statement, "Resource")));

    String queue = stack.named("AWS::SQS::Queue", "RecordsQueue");
    String bucket = stack.named("AWS::S3::Bucket", "BucketsRecords");
    assertThat(allowed)
        .hasSize(5)
        .containsKey("elasticfilesystem:ClientMount,elasticfilesystem:ClientWrite")
        .containsEntry("sqs:DeleteMessage,sqs:ReceiveMessage", arn(queue))
        .containsEntry("s3:ListBucket", arn(bucket))
        .containsEntry(
            "s3:GetObject",
            "{\"Fn::Join\":[\"\",[%s,\"/.needledrop/tracks/*\"]]}".formatted(arn(bucket)))
        .containsEntry("kms:Decrypt", arn(stack.named("AWS::KMS::Key", "FoundationKey")));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theServiceReachesQueueAndRecordsThroughEndpoints(Synthesised stack) {
    assertThat(stack.resources("AWS::EC2::VPCEndpoint").values())
        .allMatch(
            endpoint -> endpoint.at("/PolicyDocument/Statement/0/Effect").asText().equals("Allow"))
        .anySatisfy(
            endpoint -> {
              assertThat(endpoint.get("ServiceName").toString()).contains(".sqs");
              assertThat(endpoint.get("PrivateDnsEnabled").asBoolean()).isTrue();
            })
        .anySatisfy(
            endpoint -> {
              assertThat(endpoint.get("ServiceName").toString()).contains(".s3");
              assertThat(endpoint.get("RouteTableIds"))
                  .hasSameSizeAs(stack.resources("AWS::EC2::RouteTable").values());
            });
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theTasksCommandCanBeOverridden(Synthesised stack) {
    assertThat(container(stack).get("EntryPoint")).last().asString().contains("needledrop");
    assertThat(container(stack).at("/Command/0").asText()).isEqualTo("serve");
  }

  @Test
  void noTaskDefinitionContainsThePasswordOfTheIndex() {
    String tasks = Synthesised.large().resources("AWS::ECS::TaskDefinition").values().toString();

    assertThat(tasks).contains("$INDEX_PASSWORD@$INDEX_HOST", "\"ValueFrom\"");
    assertThat(tasks).doesNotContain("resolve:secretsmanager");
  }

  private static JsonNode container(Synthesised stack) {
    return stack
        .resources("AWS::ECS::TaskDefinition")
        .get(stack.named("AWS::ECS::TaskDefinition", "ServiceTask"))
        .at("/ContainerDefinitions/0");
  }

  private static String text(JsonNode statement, String name) {
    JsonNode value = statement.get(name);
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(","))
        : value.isTextual() ? value.asText() : value.toString();
  }

  private static String arn(String resource) {
    return "{\"Fn::GetAtt\":[\"%s\",\"Arn\"]}".formatted(resource);
  }
}
