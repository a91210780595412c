package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.AdvancedSecurityOptionsInputProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.ClusterConfigProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.DomainEndpointOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.EBSOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.EncryptionAtRestOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.MasterUserOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.ZoneAwarenessConfigProperty;
import software.constructs.Construct;

/** Options of the OpenSearch domain, as CloudFormation's own types. */
final class DomainOptions {

  private static final List<String> HTTP_ACTIONS =
      List.of("es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut");

  private DomainOptions() {}

  static ClusterConfigProperty cluster(StackSize.SearchCluster cluster) {
    return ClusterConfigProperty.builder()
        .instanceType(cluster.instance())
        .instanceCount(cluster.nodes())
        .zoneAwarenessEnabled(true)
        .zoneAwarenessConfig(
            ZoneAwarenessConfigProperty.builder().availabilityZoneCount(cluster.nodes()).build())
        .build();
  }

  static EBSOptionsProperty volume(StackSize.SearchCluster cluster) {
    return EBSOptionsProperty.builder()
        .ebsEnabled(true)
        .volumeType("gp3")
        .volumeSize(cluster.volumeGib())
        .build();
  }

  static EncryptionAtRestOptionsProperty encryptionAtRest(IKey key) {
    return EncryptionAtRestOptionsProperty.builder()
        .enabled(true)
        .kmsKeyId(key.getKeyArn())
        .build();
  }

  static DomainEndpointOptionsProperty tlsOnly() {
    return DomainEndpointOptionsProperty.builder()
        .enforceHttps(true)
        .tlsSecurityPolicy("Policy-Min-TLS-1-2-PFS-2023-10")
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

  /**
   * Allows unsigned requests: the security group limits the clients, and the domain requires a
   * password.
   */
  static Map<String, Object> access(Construct scope, String name) {
    String arn =
        Stack.of(scope)
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
                HTTP_ACTIONS,
                "Resource",
                arn)));
  }
}
