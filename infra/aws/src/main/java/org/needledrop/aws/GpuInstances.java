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

/** EC2 instances with one GPU each, from zero up to the maximum number of workers. */
final class GpuInstances extends Construct {

  /** The image with the CUDA libraries needs 10 GB, the operating system 30. */
  private static final int DISK_GIB = 60;

  private final AutoScalingGroup group;

  GpuInstances(Construct scope, WorkerFleet.Gpu fleet, Network network, Cluster cluster) {
    super(scope, "Machines");
    this.group =
        AutoScalingGroup.Builder.create(this, "Group")
            .vpc(network.vpc())
            .vpcSubnets(network.isolatedSubnets())
            .minCapacity(0)
            .maxCapacity(fleet.maxWorkers())
            .mixedInstancesPolicy(anyOf(fleet.instances(), launchTemplate(network, fleet, cluster)))
            .build();
  }

  private static MixedInstancesPolicy anyOf(List<String> types, LaunchTemplate template) {
    return MixedInstancesPolicy.builder()
        .launchTemplate(template)
        .launchTemplateOverrides(
            types.stream()
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
        .build();
  }

  private LaunchTemplate launchTemplate(Network network, WorkerFleet.Gpu fleet, Cluster cluster) {
    return LaunchTemplate.Builder.create(this, "Template")
        .machineImage(EcsOptimizedImage.amazonLinux2023(AmiHardwareType.GPU))
        .instanceType(new InstanceType(fleet.instances().getFirst()))
        .securityGroup(network.securityGroup(this, "Machine", "GPU instances"))
        .role(
            // The CDK would add permissions that the instance does not need.
            new GpuInstanceRole(this, cluster).role().withoutPolicyUpdates())
        .userData(UserData.forLinux())
        .httpTokens(LaunchTemplateHttpTokens.REQUIRED)
        .httpPutResponseHopLimit(1)
        .detailedMonitoring(true)
        .blockDevices(List.of(rootDisk()))
        .build();
  }

  private static BlockDevice rootDisk() {
    return BlockDevice.builder()
        .deviceName("/dev/xvda")
        .volume(
            BlockDeviceVolume.ebs(
                DISK_GIB,
                EbsDeviceOptions.builder()
                    .encrypted(true)
                    .volumeType(EbsDeviceVolumeType.GP3)
                    .build()))
        .build();
  }

  AutoScalingGroup group() {
    return group;
  }
}
