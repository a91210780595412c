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
 * The OpenSearch domain with the index. It uses CloudFormation's own type: the CDK's construct
 * deploys functions to set the access policy and log permissions.
 */
final class SearchDomain extends Construct {

  static final String USER = "needledrop";

  static final int PORT = 443;

  private final CfnDomain domain;
  private final Secret password;
  private final SecurityGroup group;

  SearchDomain(
      Construct scope, StackSize.SearchCluster cluster, Network network, SharedResources shared) {
    super(scope, "Search");
    this.group = network.securityGroup(this, "Search", "OpenSearch index");
    this.password = password(shared);
    SearchLogs logs = new SearchLogs(this, shared);
    this.domain = domain(cluster, network, shared, logs);
    domain.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // CloudFormation rejects a domain that may not write its logs.
    domain.getNode().addDependency(logs);
  }

  private CfnDomain domain(
      StackSize.SearchCluster cluster, Network network, SharedResources shared, SearchLogs logs) {
    // The access policy is part of the domain and needs its name, so the name cannot be generated.
    String name = Stack.of(this).getStackName().toLowerCase(Locale.ROOT);
    return CfnDomain.Builder.create(this, "Domain")
        .domainName(name)
        .engineVersion("OpenSearch_2.19")
        .clusterConfig(DomainOptions.cluster(cluster))
        .ebsOptions(DomainOptions.volume(cluster))
        .encryptionAtRestOptions(DomainOptions.encryptionAtRest(shared.key()))
        .nodeToNodeEncryptionOptions(
            CfnDomain.NodeToNodeEncryptionOptionsProperty.builder().enabled(true).build())
        .domainEndpointOptions(DomainOptions.tlsOnly())
        .advancedSecurityOptions(
            DomainOptions.login(USER, password.getSecretValue().unsafeUnwrap()))
        .accessPolicies(DomainOptions.access(this, name))
        .vpcOptions(
            CfnDomain.VPCOptionsProperty.builder()
                .subnetIds(network.vpc().selectSubnets(network.isolatedSubnets()).getSubnetIds())
                .securityGroupIds(List.of(group.getSecurityGroupId()))
                .build())
        .logPublishingOptions(logs.options())
        .softwareUpdateOptions(
            CfnDomain.SoftwareUpdateOptionsProperty.builder()
                .autoSoftwareUpdateEnabled(true)
                .build())
        .build();
  }

  /**
   * OpenSearch requires a lower-case letter, an upper-case letter, a digit and a special character;
   * the special characters that remain need no escaping in a URL.
   */
  private Secret password(SharedResources shared) {
    return Secret.Builder.create(this, "Password")
        .description("Password of the OpenSearch user %s".formatted(USER))
        .encryptionKey(shared.key())
        .generateSecretString(
            SecretStringGenerator.builder()
                .passwordLength(32)
                .excludeCharacters(" !\"#$%&'()*+,/:;<=>?@[\\]^`{|}")
                .requireEachIncludedType(true)
                .build())
        .build();
  }

  void allowFrom(IConnectable client, String description) {
    Network.allow(client, group, PORT, description);
  }

  CfnDomain domain() {
    return domain;
  }

  Secret password() {
    return password;
  }
}
