package org.needledrop.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.constructs.Construct;

/**
 * {@code needledrop serve} behind a load balancer: open to all over TLS where there is a
 * certificate, else for the network only. One task, for its journal has one writer and its queue of
 * records one reader.
 */
final class ApiService extends Construct {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int NFS = 2049;

  private final boolean open;
  private final FargateService service;
  private final ApplicationLoadBalancer balancer;
  private final ApplicationTargetGroup targets;

  ApiService(
      Construct scope,
      Deployment deployment,
      Network network,
      Foundation foundation,
      Workers workers,
      RecordQueue records,
      Optional<SearchDomain> search) {
    super(scope, "Service");
    this.open = deployment.certificate().isPresent();
    SecurityGroup taskGroup = network.securityGroup(this, "Task", "needledrop serve");
    SecurityGroup diskGroup = network.securityGroup(this, "Disk", "Files of the library");
    Network.allow(taskGroup, diskGroup, NFS, "the service");
    LibraryDisk disk = new LibraryDisk(this, network, foundation, diskGroup);
    this.service =
        FargateService.Builder.create(this, "Service")
            .cluster(workers.cluster())
            .taskDefinition(
                new ServiceTask(this, deployment, foundation, workers, records, search, disk)
                    .task())
            .desiredCount(1)
            .minHealthyPercent(0)
            .maxHealthyPercent(100)
            .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(true).build())
            .healthCheckGracePeriod(Duration.minutes(2))
            .vpcSubnets(network.inside())
            .securityGroups(List.of(taskGroup))
            .assignPublicIp(false)
            .build();
    if (deployment.workersStay()) {
      workers.letIn(taskGroup, "the service");
    }
    search.ifPresent(cluster -> cluster.letIn(taskGroup, "the service"));
    this.balancer = balancer(network, foundation, taskGroup);
    this.targets = targets(listener(deployment));
  }

  private ApplicationLoadBalancer balancer(
      Network network, Foundation foundation, SecurityGroup taskGroup) {
    SecurityGroup group = network.securityGroup(this, "Balancer", "In front of the service");
    group.addIngressRule(
        open ? Peer.anyIpv4() : Peer.ipv4(Network.RANGE),
        Port.tcp(open ? HTTPS : HTTP),
        "who has an API key");
    Network.allow(group, taskGroup, ServiceTask.PORT, "by way of the load balancer");
    ApplicationLoadBalancer made =
        ApplicationLoadBalancer.Builder.create(this, "Balancer")
            .vpc(network.vpc())
            .vpcSubnets(open ? network.outside() : network.inside())
            .internetFacing(open)
            .securityGroup(group)
            .dropInvalidHeaderFields(true)
            .build();
    made.logAccessLogs(foundation.logBucket(), "service");
    return made;
  }

  private ApplicationListener listener(Deployment deployment) {
    BaseApplicationListenerProps.Builder listener =
        BaseApplicationListenerProps.builder().open(false);
    deployment
        .certificate()
        .ifPresentOrElse(
            arn ->
                listener
                    .port(HTTPS)
                    .protocol(ApplicationProtocol.HTTPS)
                    .sslPolicy(SslPolicy.RECOMMENDED_TLS)
                    .certificates(List.of(ListenerCertificate.fromArn(arn))),
            () -> listener.port(HTTP).protocol(ApplicationProtocol.HTTP));
    return balancer.addListener("Listener", listener.build());
  }

  private ApplicationTargetGroup targets(ApplicationListener listener) {
    return listener.addTargets(
        "Tasks",
        AddApplicationTargetsProps.builder()
            .port(ServiceTask.PORT)
            .protocol(ApplicationProtocol.HTTP)
            .targets(List.of(service))
            .deregistrationDelay(Duration.seconds(30))
            .healthCheck(
                HealthCheck.builder()
                    .path("/q/health/ready")
                    .interval(Duration.seconds(15))
                    .healthyThresholdCount(2)
                    .build())
            .build());
  }

  FargateService service() {
    return service;
  }

  String address() {
    return "%s://%s".formatted(open ? "https" : "http", balancer.getLoadBalancerDnsName());
  }

  ApplicationLoadBalancer balancer() {
    return balancer;
  }

  ApplicationTargetGroup targetGroup() {
    return targets;
  }
}
