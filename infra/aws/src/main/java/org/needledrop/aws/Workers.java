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

/** Scoring workers behind a load balancer that only the network knows; see docs/worker.md. */
final class Workers extends Construct {

  static final int PORT = 8000;

  private final Cluster cluster;
  private final SecurityGroup balancerGroup;
  private final ApplicationLoadBalancer balancer;
  private final ApplicationTargetGroup targets;
  private final BaseService service;

  Workers(
      Construct scope,
      Deployment deployment,
      Network network,
      Foundation foundation,
      EventQueue events) {
    super(scope, "Workers");
    this.cluster =
        Cluster.Builder.create(this, "Cluster")
            .vpc(network.vpc())
            .containerInsightsV2(ContainerInsights.ENABLED)
            .build();
    this.balancerGroup = network.securityGroup(this, "Balancer", "In front of the workers");
    SecurityGroup taskGroup = network.securityGroup(this, "Task", "Scoring workers");
    Network.allow(balancerGroup, taskGroup, PORT, "by way of the load balancer");
    this.service =
        switch (deployment.size().fleet()) {
          case WorkerFleet.Cpu cpu ->
              new CpuWorkers(this, deployment, cpu, network, foundation, cluster, taskGroup)
                  .service();
          case WorkerFleet.Gpu gpu ->
              new GpuWorkers(this, deployment, gpu, network, foundation, cluster, taskGroup)
                  .service();
        };
    this.balancer =
        ApplicationLoadBalancer.Builder.create(this, "Balancer")
            .vpc(network.vpc())
            .vpcSubnets(network.inside())
            .internetFacing(false)
            .securityGroup(balancerGroup)
            .dropInvalidHeaderFields(true)
            // Longer than a worker takes its time.
            .idleTimeout(Duration.seconds(75))
            .build();
    balancer.logAccessLogs(foundation.logBucket(), "workers");
    this.targets = targets();
    new WorkerScaling(this, deployment, this, events);
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
                            .containerName(WorkerContainer.NAME)
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

  /** Nobody else gets an answer, or even a connection. */
  void letIn(IConnectable client, String who) {
    balancerGroup.getConnections().allowFrom(client, Port.tcp(PORT), who);
  }

  /** What {@code NEEDLEDROP_SCORER} is to be. */
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
