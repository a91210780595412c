package org.needledrop.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * A network without a way to the Internet: what runs in it reaches AWS' services through endpoints.
 * Only where the service is open to all there are public subnets, and in them its load balancer.
 */
final class Network extends Construct {

  static final String RANGE = "10.42.0.0/16";

  private static final int HTTPS = 443;

  private final Vpc vpc;
  private final SecurityGroup endpoints;

  Network(Construct scope, Deployment deployment, Foundation foundation) {
    super(scope, "Network");
    Size size = deployment.size();
    this.vpc =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr(RANGE))
            .availabilityZones(
                IntStream.range(0, size.zones())
                    .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                    .toList())
            .natGateways(0)
            .subnetConfiguration(subnets(deployment))
            .gatewayEndpoints(
                Map.of(
                    "S3",
                    GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .build()))
            .flowLogs(
                Map.of(
                    "Flows",
                    FlowLogOptions.builder()
                        .destination(FlowLogDestination.toS3(foundation.logBucket(), "flows"))
                        .build()))
            .build();
    this.endpoints = securityGroup(this, "Endpoints", "Doors to services of AWS");
    endpoints.addIngressRule(Peer.ipv4(RANGE), Port.tcp(HTTPS), "from within the network");
    addEndpoints(size);
  }

  private static List<SubnetConfiguration> subnets(Deployment deployment) {
    List<SubnetConfiguration> subnets = new ArrayList<>();
    subnets.add(subnet("Inside", SubnetType.PRIVATE_ISOLATED, 20));
    if (deployment.certificate().isPresent()) {
      subnets.add(subnet("Public", SubnetType.PUBLIC, 24));
    }
    return subnets;
  }

  private static SubnetConfiguration subnet(String name, SubnetType type, int mask) {
    SubnetConfiguration.Builder subnet =
        SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(mask);
    return type == SubnetType.PUBLIC ? subnet.mapPublicIpOnLaunch(false).build() : subnet.build();
  }

  private void addEndpoints(Size size) {
    addEndpoint(size, "Queue", InterfaceVpcEndpointAwsService.SQS);
    addEndpoint(size, "Secrets", InterfaceVpcEndpointAwsService.SECRETS_MANAGER);
    addEndpoint(size, "Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS);
    addEndpoint(size, "Registry", InterfaceVpcEndpointAwsService.ECR);
    addEndpoint(size, "Images", InterfaceVpcEndpointAwsService.ECR_DOCKER);
    if (size.fleet() instanceof WorkerFleet.Gpu) {
      // Machines of our own say what runs on them.
      addEndpoint(size, "Cluster", InterfaceVpcEndpointAwsService.ECS);
      addEndpoint(size, "Agent", InterfaceVpcEndpointAwsService.ECS_AGENT);
      addEndpoint(size, "Telemetry", InterfaceVpcEndpointAwsService.ECS_TELEMETRY);
    }
  }

  private void addEndpoint(Size size, String name, InterfaceVpcEndpointAwsService service) {
    List<ISubnet> doors = vpc.getIsolatedSubnets().subList(0, size.endpointZones());
    EndpointPolicies.add(
        vpc.addInterfaceEndpoint(
            name,
            InterfaceVpcEndpointOptions.builder()
                .service(service)
                .subnets(SubnetSelection.builder().subnets(doors).build())
                .securityGroups(List.of(endpoints))
                .open(false)
                .build()));
  }

  /** Else its door to S3 leads to everybody's buckets. */
  void letReach(TrackBuckets buckets) {
    EndpointPolicies.addToS3((GatewayVpcEndpoint) vpc.getNode().findChild("S3"), buckets.all());
  }

  /** Lets nobody in, until told; out within the network only by its routes. */
  SecurityGroup securityGroup(Construct part, String name, String description) {
    return SecurityGroup.Builder.create(part, name + "Group")
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(true)
        .build();
  }

  static void allow(IConnectable from, SecurityGroup to, int port, String why) {
    to.getConnections().allowFrom(from, Port.tcp(port), why);
  }

  SubnetSelection inside() {
    return SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
  }

  /** Everybody's way in, where there is one. */
  SubnetSelection outside() {
    return SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build();
  }

  Vpc vpc() {
    return vpc;
  }
}
