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
 * {@code needledrop serve} behind a load balancer: public over TLS with a certificate, otherwise
 * reachable from the VPC only. It runs one task, because the journal supports one writer and the
 * record queue one consumer.
 */
final class ApiService extends Construct {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int NFS = 2049;

  private final boolean isPublic;
  private final FargateService service;
  private final ApplicationLoadBalancer balancer;
  private final ApplicationTargetGroup targets;

  ApiService(
      Construct scope,
      DeploymentSettings settings,
      Network network,
      SharedResources shared,
      Workers workers,
      RecordQueue records,
      Optional<SearchDomain> search) {
    super(scope, "Service");
    this.isPublic = settings.certificate().isPresent();
    SecurityGroup taskGroup = network.securityGroup(this, "Task", "needledrop serve");
    SecurityGroup fileSystemGroup =
        network.securityGroup(this, "Disk", "File system of the library");
    Network.allow(taskGroup, fileSystemGroup, NFS, "the service");
    LibraryFileSystem fileSystem = new LibraryFileSystem(this, network, shared, fileSystemGroup);
    ServiceTask task =
        new ServiceTask(this, settings, shared, workers, records, search, fileSystem);
    this.service = service(workers, task, network, taskGroup);
    if (settings.capacity().keepsIdleWorkers()) {
      workers.allowFrom(taskGroup, "the service");
    }
    search.ifPresent(domain -> domain.allowFrom(taskGroup, "the service"));
    this.balancer = balancer(network, shared, taskGroup);
    this.targets = targets(listener(settings));
  }

  /** One task at a time: the old one must release the library before the new one starts. */
  private FargateService service(
      Workers workers, ServiceTask task, Network network, SecurityGroup group) {
    return FargateService.Builder.create(this, "Service")
        .cluster(workers.cluster())
        .taskDefinition(task.task())
        .desiredCount(1)
        .minHealthyPercent(0)
        .maxHealthyPercent(100)
        .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(true).build())
        .healthCheckGracePeriod(Duration.minutes(2))
        .vpcSubnets(network.isolatedSubnets())
        .securityGroups(List.of(group))
        .assignPublicIp(false)
        .build();
  }

  private ApplicationLoadBalancer balancer(
      Network network, SharedResources shared, SecurityGroup taskGroup) {
    SecurityGroup group = network.securityGroup(this, "Balancer", "Load balancer of the service");
    group.addIngressRule(
        isPublic ? Peer.anyIpv4() : Peer.ipv4(Network.CIDR),
        Port.tcp(isPublic ? HTTPS : HTTP),
        "clients of the service");
    Network.allow(group, taskGroup, ServiceTask.PORT, "the load balancer");
    ApplicationLoadBalancer created =
        ApplicationLoadBalancer.Builder.create(this, "Balancer")
            .vpc(network.vpc())
            .vpcSubnets(isPublic ? network.publicSubnets() : network.isolatedSubnets())
            .internetFacing(isPublic)
            .securityGroup(group)
            .dropInvalidHeaderFields(true)
            .build();
    created.logAccessLogs(shared.logBucket(), "service");
    return created;
  }

  private ApplicationListener listener(DeploymentSettings settings) {
    BaseApplicationListenerProps.Builder listener =
        BaseApplicationListenerProps.builder().open(false);
    settings
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
    return "%s://%s".formatted(isPublic ? "https" : "http", balancer.getLoadBalancerDnsName());
  }

  ApplicationLoadBalancer balancer() {
    return balancer;
  }

  ApplicationTargetGroup targetGroup() {
    return targets;
  }
}
