package org.needledrop.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** Everything, in one stack. */
final class NeedledropStack extends Stack {

  /** CloudFormation's schema of a dashboard knows no tags. */
  private static final TagProps WITHOUT_PANEL =
      TagProps.builder().excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard")).build();

  NeedledropStack(Construct scope, Deployment deployment) {
    super(scope, "Needledrop", properties(deployment));
    Tags.of(this).add("project", "needledrop", WITHOUT_PANEL);
    Foundation foundation = new Foundation(this);
    Network network = new Network(this, deployment, foundation);
    TrackBuckets buckets = new TrackBuckets(this, deployment, foundation);
    network.letReach(buckets);
    EventQueue events = new EventQueue(this, deployment, buckets);
    RecordQueue records = new RecordQueue(this, buckets);
    Workers workers = new Workers(this, deployment, network, foundation, events);
    TaggingFunction function =
        new TaggingFunction(this, deployment, network, foundation, buckets, events, workers);
    ArchiveJobs jobs = new ArchiveJobs(this, buckets, function.function());
    Optional<SearchDomain> search =
        deployment
            .size()
            .search()
            .map(cluster -> new SearchDomain(this, cluster, network, foundation));
    ApiService service =
        new ApiService(this, deployment, network, foundation, workers, records, search);
    Watch watch = new Watch(this, deployment, foundation);
    watch.events(events, function.function());
    watch.workers(workers, events);
    watch.records(records);
    watch.service(service);
    search.ifPresent(watch::search);
    watch.dashboard(events, records, function.function(), workers, service);
    outputs(buckets, records, service, jobs, function, foundation);
    Suppressions.apply(this, deployment);
  }

  private static StackProps properties(Deployment deployment) {
    Environment.Builder environment = Environment.builder().region(deployment.region());
    deployment.account().ifPresent(environment::account);
    return StackProps.builder()
        .env(environment.build())
        .description("Needledrop, size %s".formatted(deployment.size().name()))
        .build();
  }

  private void outputs(
      TrackBuckets buckets,
      RecordQueue records,
      ApiService service,
      ArchiveJobs jobs,
      TaggingFunction function,
      Foundation foundation) {
    output("TracksBucket", buckets.tracks().getBucketName());
    output("RecordsBucket", buckets.records().getBucketName());
    output("RecordsQueue", records.changes().getQueueUrl());
    output("UndeliveredRecords", records.undelivered().getQueueUrl());
    output("Cluster", service.service().getCluster().getClusterName());
    output("ServiceName", service.service().getServiceName());
    output("ServiceAddress", service.address());
    output("ApiKeysSecret", foundation.apiKeys().getSecretName());
    output("FunctionArn", function.function().getFunctionArn());
    output("ArchiveJobRoleArn", jobs.role().getRoleArn());
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
