package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.AdvancedSecurityOptionsInputProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.ClusterConfigProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.EBSOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.MasterUserOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.ZoneAwarenessConfigProperty;
import software.constructs.Construct;

/** Of the domain, in CloudFormation's own types. */
final class DomainOptions {

  private static final List<String> CALLS =
      List.of("es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut");

  private DomainOptions() {}

  static ClusterConfigProperty cluster(Size.SearchCluster cluster) {
    return ClusterConfigProperty.builder()
        .instanceType(cluster.instance())
        .instanceCount(cluster.nodes())
        .zoneAwarenessEnabled(true)
        .zoneAwarenessConfig(
            ZoneAwarenessConfigProperty.builder().availabilityZoneCount(cluster.nodes()).build())
        .build();
  }

  static EBSOptionsProperty volume(Size.SearchCluster cluster) {
    return EBSOptionsProperty.builder()
        .ebsEnabled(true)
        .volumeType("gp3")
        .volumeSize(cluster.volumeGib())
        .build();
  }

  static AdvancedSecurityOptionsInputProperty login(String user, String password) {
    return AdvancedSecurityOptionsInputProperty.builder()
        .enabled(true)
        .internalUserDatabaseEnabled(true)
        .masterUserOptions(
            MasterUserOptionsProperty.builder()
                .masterUserName(user)
                .masterUserPassword(password)
                .build())
        .build();
  }

  /** Who gets through the security group and has the password: calls are not signed. */
  static Map<String, Object> access(Construct part, String name) {
    String arn =
        Stack.of(part)
            .formatArn(
                ArnComponents.builder()
                    .service("es")
                    .resource("domain")
                    .resourceName(name + "/*")
                    .build());
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(
            Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("AWS", "*"),
                "Action",
                CALLS,
                "Resource",
                arn)));
  }
}
