package org.needledrop.aws;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/** Findings of cdk-nag that stand, each with its reason. */
final class Suppressions {

  private final Stack stack;

  private Suppressions(Stack stack) {
    this.stack = stack;
  }

  static void apply(Stack stack, Deployment deployment) {
    Suppressions all = new Suppressions(stack);
    all.permissions();
    all.queues();
    all.secrets();
    all.search();
    all.machines();
    if (deployment.certificate().isPresent()) {
      all.let(
          "Service/BalancerGroup", "AwsSolutions-EC23", "It was asked for: open to all, over TLS");
    }
  }

  private void permissions() {
    String objects = "All objects of these buckets are the function's work; it has no other action";
    let("Function/Permissions", "AwsSolutions-IAM5", objects + ". AWS wants * for interfaces");
    let("ArchiveJobs", "AwsSolutions-IAM5", "All lists and reports below one folder");
    String token = "AWS wants * for ecr:GetAuthorizationToken";
    letOnly("Workers", "Resource::*", token);
    let("Workers/Gpu/Machines", "AwsSolutions-IAM5", "Machines of this cluster have no name yet");
    letOnly("Service", "Resource::*", token);
    letOnly(
        "Service",
        RegexAppliesTo.builder()
            .regex("/^Resource::<BucketsRecords[0-9A-F]+\\.Arn>\\/\\.needledrop\\/tracks\\/\\*$/")
            .build(),
        "It reads all records, and nothing else of their bucket");
  }

  private void queues() {
    let(
        "Records/Queue",
        "AwsSolutions-SQS3",
        "The index needs each: the service tries until it is taken, and alarms tell of it");
    let("Records/Undelivered", "AwsSolutions-SQS3", "It is the rule's own dead-letter queue");
  }

  private void secrets() {
    String rotation = "The function is given it while it is deployed: to change it is to deploy";
    let("Foundation/ScorerToken", "AwsSolutions-SMG4", rotation);
    let("Foundation/ApiKeys", "AwsSolutions-SMG4", "Who uses a key has to be told of a new one");
    let("Search/Password", "AwsSolutions-SMG4", "The domain is given it while it is deployed");
    String variables = "What stands there is no secret; secrets are references";
    let("Workers", "AwsSolutions-ECS2", variables);
    let("Service", "AwsSolutions-ECS2", variables);
  }

  private void search() {
    let("Search/Domain", "AwsSolutions-OS3", "It is in a network that only the service enters");
    let(
        "Search/Domain",
        "AwsSolutions-OS4",
        "Three nodes choose one among them; a loss leaves two");
    let("Search/Domain", "AwsSolutions-OS5", "The program logs in with a password, and signs not");
  }

  private void machines() {
    let("Workers/Gpu/Machines/Group", "AwsSolutions-AS3", "Machines come and go all day");
    let(
        "Workers/Gpu/Machines/Group",
        "CdkNagValidationFailure",
        "The disks stand in the launch template, encrypted; the rule looks for them in the group");
  }

  private void let(String path, String rule, String reason) {
    add(path, NagPackSuppression.builder().id(rule).reason(reason).build());
  }

  private void letOnly(String path, Object what, String reason) {
    add(
        path,
        NagPackSuppression.builder()
            .id("AwsSolutions-IAM5")
            .reason(reason)
            .appliesTo(List.of(what))
            .build());
  }

  /** Nothing, where a part is not there: each size has its own. */
  private void add(String path, NagPackSuppression suppression) {
    Optional<IConstruct> part = Optional.of(stack);
    for (String name : path.split("/", -1)) {
      part = part.flatMap(one -> Optional.ofNullable(one.getNode().tryFindChild(name)));
    }
    part.ifPresent(one -> NagSuppressions.addResourceSuppressions(one, List.of(suppression), true));
  }
}
