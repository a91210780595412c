package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

/** {@code needledrop serve} and its index. */
final class ServiceTest {

  private static final String DOMAIN = "AWS::OpenSearchService::Domain";
  private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";

  @Test
  void aLargeOneHasThreeNodesInThreeZones() {
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
  void withoutACertificateNobodyOutsideReachesIt() {
    assertThat(Synthesised.small().resources("AWS::EC2::InternetGateway")).isEmpty();
    assertThat(Synthesised.small().resources("AWS::ElasticLoadBalancingV2::LoadBalancer").values())
        .hasSize(2)
        .allMatch(balancer -> balancer.get("Scheme").asText().equals("internal"));
  }

  @Test
  void withOneItIsOpenOverTlsOnly() {
    Synthesised open = Synthesised.largeArm();

    open.template()
        .hasResourceProperties(
            LISTENER, Map.of("Port", 443, "Protocol", "HTTPS", "Certificates", Match.anyValue()));
    open.template().resourcePropertiesCountIs(LISTENER, Map.of("Port", 80), 0);
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void twoServicesNeverWriteOneLibrary(Synthesised stack) {
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

  @Test
  void thePasswordOfTheIndexStandsInNoCommand() {
    String tasks = Synthesised.large().resources("AWS::ECS::TaskDefinition").values().toString();

    assertThat(tasks).contains("$INDEX_PASSWORD@$INDEX_HOST", "\"ValueFrom\"");
    assertThat(tasks).doesNotContain("resolve:secretsmanager");
  }
}
