package org.needledrop.aws;

import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.opensearchservice.CfnDomain;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The cluster that keeps the index. Made of CloudFormation's own type: the CDK's deploys functions
 * to set access and logs.
 */
final class SearchDomain extends Construct {

  static final String USER = "needledrop";

  static final int PORT = 443;

  private final CfnDomain domain;
  private final Secret password;
  private final SecurityGroup group;

  SearchDomain(
      Construct scope, Size.SearchCluster cluster, Network network, Foundation foundation) {
    super(scope, "Search");
    this.group = network.securityGroup(this, "Search", "The index");
    this.password = password(foundation);
    SearchLogs logs = new SearchLogs(this, foundation);
    // Its access policy is part of it, and has to name it.
    String name = Stack.of(this).getStackName().toLowerCase(Locale.ROOT);
    this.domain =
        CfnDomain.Builder.create(this, "Domain")
            .domainName(name)
            .engineVersion("OpenSearch_2.19")
            .clusterConfig(DomainOptions.cluster(cluster))
            .ebsOptions(DomainOptions.volume(cluster))
            .encryptionAtRestOptions(
                CfnDomain.EncryptionAtRestOptionsProperty.builder()
                    .enabled(true)
                    .kmsKeyId(foundation.key().getKeyArn())
                    .build())
            .nodeToNodeEncryptionOptions(
                CfnDomain.NodeToNodeEncryptionOptionsProperty.builder().enabled(true).build())
            .domainEndpointOptions(
                CfnDomain.DomainEndpointOptionsProperty.builder()
                    .enforceHttps(true)
                    .tlsSecurityPolicy("Policy-Min-TLS-1-2-PFS-2023-10")
                    .build())
            .advancedSecurityOptions(
                DomainOptions.login(USER, password.getSecretValue().unsafeUnwrap()))
            .accessPolicies(DomainOptions.access(this, name))
            .vpcOptions(
                CfnDomain.VPCOptionsProperty.builder()
                    .subnetIds(network.vpc().selectSubnets(network.inside()).getSubnetIds())
                    .securityGroupIds(List.of(group.getSecurityGroupId()))
                    .build())
            .logPublishingOptions(logs.options())
            .softwareUpdateOptions(
                CfnDomain.SoftwareUpdateOptionsProperty.builder()
                    .autoSoftwareUpdateEnabled(true)
                    .build())
            .build();
    domain.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // Without leave to write its logs the domain is refused.
    domain.getNode().addDependency(logs);
  }

  /** OpenSearch wants a character of each kind; these four need no escape in an address. */
  private Secret password(Foundation foundation) {
    return Secret.Builder.create(this, "Password")
        .description("Of the user %s of the index".formatted(USER))
        .encryptionKey(foundation.key())
        .generateSecretString(
            SecretStringGenerator.builder()
                .passwordLength(32)
                .excludeCharacters(" !\"#$%&'()*+,/:;<=>?@[\\]^`{|}")
                .requireEachIncludedType(true)
                .build())
        .build();
  }

  void letIn(IConnectable client, String who) {
    Network.allow(client, group, PORT, who);
  }

  CfnDomain domain() {
    return domain;
  }

  Secret password() {
    return password;
  }
}
