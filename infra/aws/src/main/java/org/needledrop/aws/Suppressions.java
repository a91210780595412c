package org.needledrop.aws;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/** Accepted findings of cdk-nag, each with its reason. */
final class Suppressions {

  private final Stack stack;

  private Suppressions(Stack stack) {
    this.stack = stack;
  }

  static void apply(Stack stack, DeploymentSettings settings) {
    Suppressions suppressions = new Suppressions(stack);
    suppressions.permissions();
    suppressions.queues();
    suppressions.secrets();
    suppressions.openSearch();
    suppressions.gpuInstances();
    if (settings.certificate().isPresent()) {
      suppressions.suppress(
          "Service/BalancerGroup",
          "AwsSolutions-EC23",
          "The certificate setting makes the service public, over TLS");
    }
  }

  private void permissions() {
    String objects = "The function tags any object of these buckets";
    suppress(
        "Function/Permissions",
        "AwsSolutions-IAM5",
        objects + ". Actions on network interfaces support no resource");
    suppress("ArchiveJobs", "AwsSolutions-IAM5", "All object lists and reports under one prefix");
    String token = "ecr:GetAuthorizationToken supports no resource";
    suppressWildcard("Workers", "Resource::*", token);
    suppress(
        "Workers/Gpu/Machines",
        "AwsSolutions-IAM5",
        "The names of the instances are unknown before they start");
    suppressWildcard("Service", "Resource::*", token);
    suppressWildcard(
        "Service",
        RegexAppliesTo.builder()
            .regex("/^Resource::<BucketsRecords[0-9A-F]+\\.Arn>\\/\\.needledrop\\/tracks\\/\\*$/")
            .build(),
        "The service reads all records, but no other object of the bucket");
  }

  private void queues() {
    suppress(
        "Records/Queue",
        "AwsSolutions-SQS3",
        "The index needs every record: the service retries, and alarms report delays");
    suppress(
        "Records/Undelivered",
        "AwsSolutions-SQS3",
        "It is itself the dead-letter queue of the rule");
  }

  private void secrets() {
    String rotation =
        "The function receives it at deployment, so changing it requires a deployment";
    suppress("Foundation/ScorerToken", "AwsSolutions-SMG4", rotation);
    suppress("Foundation/ApiKeys", "AwsSolutions-SMG4", "Clients must be given each new key");
    suppress("Search/Password", "AwsSolutions-SMG4", "The domain receives it at deployment");
    String variables = "The variables contain no secrets; secrets are references";
    suppress("Workers", "AwsSolutions-ECS2", variables);
    suppress("Service", "AwsSolutions-ECS2", variables);
  }

  private void openSearch() {
    suppress(
        "Search/Domain",
        "AwsSolutions-OS3",
        "It is in the VPC, and its security group admits the service only");
    suppress(
        "Search/Domain",
        "AwsSolutions-OS4",
        "Three nodes elect the manager among themselves; two suffice after a loss");
    suppress(
        "Search/Domain",
        "AwsSolutions-OS5",
        "Needledrop authenticates with a password and does not sign requests");
  }

  private void gpuInstances() {
    suppress("Workers/Gpu/Machines/Group", "AwsSolutions-AS3", "Instances start and stop all day");
    suppress(
        "Workers/Gpu/Machines/Group",
        "CdkNagValidationFailure",
        "The launch template encrypts the disks; the rule checks the group only");
  }

  private void suppress(String path, String rule, String reason) {
    add(path, NagPackSuppression.builder().id(rule).reason(reason).build());
  }

  private void suppressWildcard(String path, Object resource, String reason) {
    add(
        path,
        NagPackSuppression.builder()
            .id("AwsSolutions-IAM5")
            .reason(reason)
            .appliesTo(List.of(resource))
            .build());
  }

  /** Ignores paths that this stack lacks: they depend on its size. */
  private void add(String path, NagPackSuppression suppression) {
    Optional<IConstruct> construct = Optional.of(stack);
    for (String name : path.split("/", -1)) {
      construct = construct.flatMap(it -> Optional.ofNullable(it.getNode().tryFindChild(name)));
    }
    construct.ifPresent(
        it -> NagSuppressions.addResourceSuppressions(it, List.of(suppression), true));
  }
}
