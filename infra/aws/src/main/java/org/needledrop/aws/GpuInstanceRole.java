package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** The role of the ECS agent on a GPU instance. The task's own roles pull images and write logs. */
final class GpuInstanceRole extends Construct {

  private final Role role;

  GpuInstanceRole(Construct scope, Cluster cluster) {
    super(scope, "Permissions");
    this.role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
            .description("Lets GPU instances register with the ECS cluster")
            .build();
    allow(
        List.of(
            "ecs:DeregisterContainerInstance",
            "ecs:RegisterContainerInstance",
            "ecs:SubmitAttachmentStateChanges",
            "ecs:SubmitContainerStateChange",
            "ecs:SubmitTaskStateChange"),
        cluster.getClusterArn());
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("ecs:Poll", "ecs:StartTelemetrySession"))
            .resources(List.of(instanceArns(cluster)))
            .conditions(Map.of("ArnEquals", Map.of("ecs:cluster", cluster.getClusterArn())))
            .build());
    // This action supports no resource.
    allow(List.of("ecs:DiscoverPollEndpoint"), "*");
  }

  private String instanceArns(Cluster cluster) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("ecs")
                .resource("container-instance")
                .resourceName(cluster.getClusterName() + "/*")
                .build());
  }

  private void allow(List<String> actions, String resource) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(List.of(resource)).build());
  }

  Role role() {
    return role;
  }
}
