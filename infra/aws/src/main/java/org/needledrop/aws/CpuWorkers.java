package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.constructs.Construct;

/** The workers' ECS service on Fargate. */
final class CpuWorkers extends Construct {

  private final FargateService service;

  CpuWorkers(
      Construct scope,
      DeploymentSettings settings,
      WorkerFleet.Cpu fleet,
      Network network,
      SharedResources shared,
      Cluster cluster,
      SecurityGroup group) {
    super(scope, "Cpu");
    FargateTaskDefinition task = taskDefinition(settings, fleet, shared);
    this.service = service(cluster, task, network, group);
  }

  private FargateTaskDefinition taskDefinition(
      DeploymentSettings settings, WorkerFleet.Cpu fleet, SharedResources shared) {
    FargateTaskDefinition task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .cpu(fleet.task().cpu())
            .memoryLimitMiB(fleet.task().memoryMib())
            .runtimePlatform(platform(settings.capacity().architecture().ecsArchitecture()))
            .volumes(List.of(WorkerContainer.scratchVolume()))
            .build();
    task.addContainer(
            "Worker", WorkerContainer.options(this, settings.images().cpu(), shared).build())
        .addMountPoints(WorkerContainer.scratchMount());
    return task;
  }

  private FargateService service(
      Cluster cluster, FargateTaskDefinition task, Network network, SecurityGroup group) {
    return FargateService.Builder.create(this, "Service")
        .cluster(cluster)
        .taskDefinition(task)
        .healthCheckGracePeriod(Duration.minutes(3))
        .minHealthyPercent(100)
        .maxHealthyPercent(200)
        .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(true).build())
        .vpcSubnets(network.isolatedSubnets())
        .securityGroups(List.of(group))
        .assignPublicIp(false)
        .build();
  }

  static RuntimePlatform platform(CpuArchitecture architecture) {
    return RuntimePlatform.builder()
        .cpuArchitecture(architecture)
        .operatingSystemFamily(OperatingSystemFamily.LINUX)
        .build();
  }

  FargateService service() {
    return service;
  }
}
