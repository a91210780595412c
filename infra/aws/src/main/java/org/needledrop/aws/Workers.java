package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.constructs.Construct;

/** The scoring workers behind an internal load balancer; see docs/worker.md. */
final class Workers extends Construct {

  static final int PORT = 8000;

  private final Cluster cluster;
  private final SecurityGroup balancerGroup;
  private final ApplicationLoadBalancer balancer;
  private final ApplicationTargetGroup targets;
  private final BaseService service;

  Workers(
      Construct scope,
      DeploymentSettings settings,
      Network network,
      SharedResources shared,
      EventQueue events) {
    super(scope, "Workers");
    this.cluster = cluster(network);
    this.balancerGroup = network.securityGroup(this, "Balancer", "Load balancer of the workers");
    SecurityGroup taskGroup = network.securityGroup(this, "Task", "Scoring workers");
    Network.allow(balancerGroup, taskGroup, PORT, "the load balancer");
    this.service = service(settings, network, shared, taskGroup);
    this.balancer = balancer(network, shared);
    this.targets = targets();
    new WorkerScaling(this, settings, this, events);
  }

  private Cluster cluster(Network network) {
    return Cluster.Builder.create(this, "Cluster")
        .vpc(network.vpc())
        .containerInsightsV2(ContainerInsights.ENABLED)
        .build();
  }

  private BaseService service(
      DeploymentSettings settings, Network network, SharedResources shared, SecurityGroup group) {
    return switch (settings.capacity().size().fleet()) {
      case WorkerFleet.Cpu cpu ->
          new CpuWorkers(this, settings, cpu, network, shared, cluster, group).service();
      case WorkerFleet.Gpu gpu ->
          new GpuWorkers(this, settings, gpu, network, shared, cluster, group).service();
    };
  }

  private ApplicationLoadBalancer balancer(Network network, SharedResources shared) {
    ApplicationLoadBalancer created =
        ApplicationLoadBalancer.Builder.create(this, "Balancer")
            .vpc(network.vpc())
            .vpcSubnets(network.isolatedSubnets())
            .internetFacing(false)
            .securityGroup(balancerGroup)
            .dropInvalidHeaderFields(true)
            // Above the workers' own request timeout of 60 s.
            .idleTimeout(Duration.seconds(75))
            .build();
    created.logAccessLogs(shared.logBucket(), "workers");
    return created;
  }

  private ApplicationTargetGroup targets() {
    ApplicationListener listener =
        balancer.addListener(
            "Listener",
            BaseApplicationListenerProps.builder()
                .port(PORT)
                .protocol(ApplicationProtocol.HTTP)
                .open(false)
                .build());
    return listener.addTargets(
        "Tasks",
        AddApplicationTargetsProps.builder()
            .port(PORT)
            .protocol(ApplicationProtocol.HTTP)
            .targets(
                List.of(
                    service.loadBalancerTarget(
                        LoadBalancerTargetOptions.builder()
                            .containerName(WorkerContainer.CONTAINER)
                            .containerPort(PORT)
                            .build())))
            .deregistrationDelay(Duration.seconds(60))
            .healthCheck(
                HealthCheck.builder()
                    .path("/v2/health/ready")
                    .interval(Duration.seconds(15))
                    .healthyThresholdCount(2)
                    .build())
            .build());
  }

  /** Lets a client connect; all others are blocked. */
  void allowFrom(IConnectable client, String description) {
    balancerGroup.getConnections().allowFrom(client, Port.tcp(PORT), description);
  }

  /** Returns the value of {@code NEEDLEDROP_SCORER}. */
  String address() {
    return "http://%s:%d".formatted(balancer.getLoadBalancerDnsName(), PORT);
  }

  Cluster cluster() {
    return cluster;
  }

  ApplicationTargetGroup targetGroup() {
    return targets;
  }

  BaseService service() {
    return service;
  }
}
