package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.CapacityProviderStrategy;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.Ec2Service;
import software.amazon.awscdk.services.ecs.Ec2TaskDefinition;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.constructs.Construct;

/** The workers' ECS service on GPU instances, one task per instance. */
final class GpuWorkers extends Construct {

  /** Both instance types have 16 GiB; the rest is for the operating system. */
  private static final int MEMORY_MIB = 12 * 1024;

  private final Ec2Service service;

  GpuWorkers(
      Construct scope,
      DeploymentSettings settings,
      WorkerFleet.Gpu fleet,
      Network network,
      SharedResources shared,
      Cluster cluster,
      SecurityGroup group) {
    super(scope, "Gpu");
    AutoScalingGroup instances = new GpuInstances(this, fleet, network, cluster).group();
    AsgCapacityProvider provider = capacityProvider(instances);
    cluster.addAsgCapacityProvider(provider);
    Ec2TaskDefinition task = taskDefinition(settings, shared);
    this.service = service(cluster, provider, task, network, group);
  }

  /** Starts an instance for each waiting task, and stops instances without one. */
  private AsgCapacityProvider capacityProvider(AutoScalingGroup instances) {
    return AsgCapacityProvider.Builder.create(this, "Capacity")
        .autoScalingGroup(instances)
        .enableManagedScaling(true)
        .enableManagedTerminationProtection(false)
        .enableManagedDraining(true)
        .targetCapacityPercent(100)
        .build();
  }

  private Ec2TaskDefinition taskDefinition(DeploymentSettings settings, SharedResources shared) {
    Ec2TaskDefinition task =
        Ec2TaskDefinition.Builder.create(this, "Task")
            .networkMode(NetworkMode.AWS_VPC)
            .volumes(List.of(WorkerContainer.scratchVolume()))
            .build();
    task.addContainer(
            "Worker",
            WorkerContainer.options(this, settings.images().gpu(), shared)
                .memoryLimitMiB(MEMORY_MIB)
                .gpuCount(1)
                .build())
        .addMountPoints(WorkerContainer.scratchMount());
    return task;
  }

  private Ec2Service service(
      Cluster cluster,
      AsgCapacityProvider provider,
      Ec2TaskDefinition task,
      Network network,
      SecurityGroup group) {
    return Ec2Service.Builder.create(this, "Service")
        .cluster(cluster)
        .taskDefinition(task)
        // From the container's start, while libtorch and CUDA load (Amazon ECS API Reference,
        // "CreateService", healthCheckGracePeriodSeconds).
        .healthCheckGracePeriod(Duration.minutes(10))
        // One task fills an instance: the old one must stop before the new one starts.
        .minHealthyPercent(0)
        .maxHealthyPercent(100)
        .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(true).build())
        .capacityProviderStrategies(
            List.of(
                CapacityProviderStrategy.builder()
                    .capacityProvider(provider.getCapacityProviderName())
                    .weight(1)
                    .build()))
        .vpcSubnets(network.isolatedSubnets())
        .securityGroups(List.of(group))
        .build();
  }

  Ec2Service service() {
    return service;
  }
}
