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
 * A VPC without a route to the internet: its tasks reach AWS services through VPC endpoints. Only a
 * public service has public subnets, for its load balancer.
 */
final class Network extends Construct {

  static final String CIDR = "10.42.0.0/16";

  private static final int HTTPS = 443;

  private final Vpc vpc;
  private final SecurityGroup endpoints;

  Network(Construct scope, DeploymentSettings settings, SharedResources shared) {
    super(scope, "Network");
    StackSize size = settings.capacity().size();
    this.vpc = vpc(settings, shared);
    this.endpoints = securityGroup(this, "Endpoints", "Endpoints of AWS services");
    endpoints.addIngressRule(Peer.ipv4(CIDR), Port.tcp(HTTPS), "from the VPC");
    addEndpoints(size);
  }

  private Vpc vpc(DeploymentSettings settings, SharedResources shared) {
    return Vpc.Builder.create(this, "Vpc")
        .ipAddresses(IpAddresses.cidr(CIDR))
        .availabilityZones(
            IntStream.range(0, settings.capacity().size().zones().vpc())
                .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                .toList())
        .natGateways(0)
        .subnetConfiguration(subnets(settings))
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
                    .destination(FlowLogDestination.toS3(shared.logBucket(), "flows"))
                    .build()))
        .build();
  }

  private static List<SubnetConfiguration> subnets(DeploymentSettings settings) {
    List<SubnetConfiguration> subnets = new ArrayList<>();
    subnets.add(subnet("Inside", SubnetType.PRIVATE_ISOLATED, 20));
    if (settings.certificate().isPresent()) {
      subnets.add(subnet("Public", SubnetType.PUBLIC, 24));
    }
    return subnets;
  }

  private static SubnetConfiguration subnet(String name, SubnetType type, int mask) {
    SubnetConfiguration.Builder subnet =
        SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(mask);
    return type == SubnetType.PUBLIC ? subnet.mapPublicIpOnLaunch(false).build() : subnet.build();
  }

  private void addEndpoints(StackSize size) {
    addEndpoint(size, "Queue", InterfaceVpcEndpointAwsService.SQS);
    addEndpoint(size, "Secrets", InterfaceVpcEndpointAwsService.SECRETS_MANAGER);
    addEndpoint(size, "Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS);
    addEndpoint(size, "Registry", InterfaceVpcEndpointAwsService.ECR);
    addEndpoint(size, "Images", InterfaceVpcEndpointAwsService.ECR_DOCKER);
    if (size.fleet() instanceof WorkerFleet.Gpu) {
      // The ECS agent on the instances uses these; Fargate does not need them.
      addEndpoint(size, "Cluster", InterfaceVpcEndpointAwsService.ECS);
      addEndpoint(size, "Agent", InterfaceVpcEndpointAwsService.ECS_AGENT);
      addEndpoint(size, "Telemetry", InterfaceVpcEndpointAwsService.ECS_TELEMETRY);
    }
  }

  private void addEndpoint(StackSize size, String name, InterfaceVpcEndpointAwsService service) {
    List<ISubnet> subnets = vpc.getIsolatedSubnets().subList(0, size.zones().endpoints());
    EndpointPolicies.add(
        vpc.addInterfaceEndpoint(
            name,
            InterfaceVpcEndpointOptions.builder()
                .service(service)
                .subnets(SubnetSelection.builder().subnets(subnets).build())
                .securityGroups(List.of(endpoints))
                .open(false)
                .build()));
  }

  /** Restricts the S3 endpoint, which would otherwise reach the buckets of all accounts. */
  void restrictS3To(TrackBuckets buckets) {
    EndpointPolicies.addToS3((GatewayVpcEndpoint) vpc.getNode().findChild("S3"), buckets.all());
  }

  /**
   * Creates a security group that denies all inbound traffic until {@link #allow}. Outbound traffic
   * is open, but the VPC has no route to the internet.
   */
  SecurityGroup securityGroup(Construct scope, String name, String description) {
    return SecurityGroup.Builder.create(scope, name + "Group")
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(true)
        .build();
  }

  static void allow(IConnectable from, SecurityGroup to, int port, String description) {
    to.getConnections().allowFrom(from, Port.tcp(port), description);
  }

  SubnetSelection isolatedSubnets() {
    return SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
  }

  /** The subnets of a public load balancer; a VPC without a certificate has none. */
  SubnetSelection publicSubnets() {
    return SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build();
  }

  Vpc vpc() {
    return vpc;
  }
}
