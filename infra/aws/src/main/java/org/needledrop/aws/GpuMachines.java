package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.InstancesDistribution;
import software.amazon.awscdk.services.autoscaling.LaunchTemplateOverrides;
import software.amazon.awscdk.services.autoscaling.MixedInstancesPolicy;
import software.amazon.awscdk.services.autoscaling.OnDemandAllocationStrategy;
import software.amazon.awscdk.services.ec2.BlockDevice;
import software.amazon.awscdk.services.ec2.BlockDeviceVolume;
import software.amazon.awscdk.services.ec2.EbsDeviceOptions;
import software.amazon.awscdk.services.ec2.EbsDeviceVolumeType;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.LaunchTemplateHttpTokens;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ecs.AmiHardwareType;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.EcsOptimizedImage;
import software.constructs.Construct;

/** From none to as many machines as there are workers wanted. */
final class GpuMachines extends Construct {

  /** The image with CUDA's libraries takes 10 GB, the system 30. */
  private static final int DISK_GIB = 60;

  private final AutoScalingGroup group;

  GpuMachines(Construct scope, WorkerFleet.Gpu fleet, Network network, Cluster cluster) {
    super(scope, "Machines");
    this.group =
        AutoScalingGroup.Builder.create(this, "Group")
            .vpc(network.vpc())
            .vpcSubnets(network.inside())
            .minCapacity(0)
            .maxCapacity(fleet.most())
            .mixedInstancesPolicy(
                MixedInstancesPolicy.builder()
                    .launchTemplate(template(network, fleet, cluster))
                    .launchTemplateOverrides(
                        fleet.instances().stream()
                            .map(
                                type ->
                                    LaunchTemplateOverrides.builder()
                                        .instanceType(new InstanceType(type))
                                        .build())
                            .toList())
                    .instancesDistribution(
                        InstancesDistribution.builder()
                            .onDemandAllocationStrategy(OnDemandAllocationStrategy.PRIORITIZED)
                            .build())
                    .build())
            .build();
  }

  private LaunchTemplate template(Network network, WorkerFleet.Gpu fleet, Cluster cluster) {
    return LaunchTemplate.Builder.create(this, "Template")
        .machineImage(EcsOptimizedImage.amazonLinux2023(AmiHardwareType.GPU))
        .instanceType(new InstanceType(fleet.instances().getFirst()))
        .securityGroup(network.securityGroup(this, "Machine", "Machines with a GPU"))
        .role(
            // The CDK would add more than a machine needs.
            new GpuMachineRole(this, cluster).role().withoutPolicyUpdates())
        .userData(UserData.forLinux())
        .httpTokens(LaunchTemplateHttpTokens.REQUIRED)
        .httpPutResponseHopLimit(1)
        .detailedMonitoring(true)
        .blockDevices(
            List.of(
                BlockDevice.builder()
                    .deviceName("/dev/xvda")
                    .volume(
                        BlockDeviceVolume.ebs(
                            DISK_GIB,
                            EbsDeviceOptions.builder()
                                .encrypted(true)
                                .volumeType(EbsDeviceVolumeType.GP3)
                                .build()))
                    .build()))
        .build();
  }

  AutoScalingGroup group() {
    return group;
  }
}
