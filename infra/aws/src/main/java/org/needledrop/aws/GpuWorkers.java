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

/** Workers on machines with a GPU each: no task, no machine. */
final class GpuWorkers extends Construct {

  /** Of 16 GiB that both kinds of machine have, so that the system keeps some. */
  private static final int MEMORY_MIB = 12 * 1024;

  private final Ec2Service service;

  GpuWorkers(
      Construct scope,
      Deployment deployment,
      WorkerFleet.Gpu fleet,
      Network network,
      Foundation foundation,
      Cluster cluster,
      SecurityGroup group) {
    super(scope, "Gpu");
    AutoScalingGroup machines = new GpuMachines(this, fleet, network, cluster).group();
    AsgCapacityProvider provider =
        AsgCapacityProvider.Builder.create(this, "Capacity")
            .autoScalingGroup(machines)
            .enableManagedScaling(true)
            .enableManagedTerminationProtection(false)
            .enableManagedDraining(true)
            .targetCapacityPercent(100)
            .build();
    cluster.addAsgCapacityProvider(provider);
    Ec2TaskDefinition task =
        Ec2TaskDefinition.Builder.create(this, "Task")
            .networkMode(NetworkMode.AWS_VPC)
            .volumes(List.of(WorkerContainer.draftsVolume()))
            .build();
    task.addContainer(
            "Worker",
            WorkerContainer.options(this, deployment.gpuImage(), foundation)
                .memoryLimitMiB(MEMORY_MIB)
                .gpuCount(1)
                .build())
        .addMountPoints(WorkerContainer.drafts());
    this.service =
        Ec2Service.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            // From the container's start: libtorch and CUDA come up (Amazon ECS API Reference,
            // "CreateService", healthCheckGracePeriodSeconds).
            .healthCheckGracePeriod(Duration.minutes(10))
            // One task fills a machine: the old one has to go before the new one.
            .minHealthyPercent(0)
            .maxHealthyPercent(100)
            .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(true).build())
            .capacityProviderStrategies(
                List.of(
                    CapacityProviderStrategy.builder()
                        .capacityProvider(provider.getCapacityProviderName())
                        .weight(1)
                        .build()))
            .vpcSubnets(network.inside())
            .securityGroups(List.of(group))
            .build();
  }

  Ec2Service service() {
    return service;
  }
}
