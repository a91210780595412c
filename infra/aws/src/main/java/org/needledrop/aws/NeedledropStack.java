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

/** The stack with all resources of Needledrop. */
final class NeedledropStack extends Stack {

  /** CloudFormation's schema of a dashboard has no tags. */
  private static final TagProps EXCEPT_DASHBOARDS =
      TagProps.builder().excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard")).build();

  NeedledropStack(Construct scope, DeploymentSettings settings) {
    super(scope, "Needledrop", properties(settings));
    Tags.of(this).add("project", "needledrop", EXCEPT_DASHBOARDS);
    SharedResources shared = new SharedResources(this);
    Network network = new Network(this, settings, shared);
    TrackBuckets buckets = new TrackBuckets(this, settings, shared);
    network.restrictS3To(buckets);
    EventQueue events = new EventQueue(this, settings, buckets);
    RecordQueue records = new RecordQueue(this, buckets);
    Workers workers = new Workers(this, settings, network, shared, events);
    TaggingFunction function =
        new TaggingFunction(this, settings, network, shared, buckets, events, workers);
    BatchJobRole batchJobs = new BatchJobRole(this, buckets, function.function());
    Optional<SearchDomain> search =
        settings
            .capacity()
            .size()
            .search()
            .map(cluster -> new SearchDomain(this, cluster, network, shared));
    ApiService service = new ApiService(this, settings, network, shared, workers, records, search);
    Alarms alarms = new Alarms(this, settings, shared);
    alarms.events(events, function.function());
    alarms.workers(workers, events);
    alarms.records(records);
    alarms.service(service);
    search.ifPresent(alarms::search);
    new OperationsDashboard(this, events, records, function.function(), workers, service);
    outputs(buckets, records, service, batchJobs, function, shared);
    Suppressions.apply(this, settings);
  }

  private static StackProps properties(DeploymentSettings settings) {
    Environment.Builder environment = Environment.builder().region(settings.destination().region());
    settings.destination().account().ifPresent(environment::account);
    return StackProps.builder()
        .env(environment.build())
        .description("Needledrop, size %s".formatted(settings.capacity().size().name()))
        .build();
  }

  private void outputs(
      TrackBuckets buckets,
      RecordQueue records,
      ApiService service,
      BatchJobRole batchJobs,
      TaggingFunction function,
      SharedResources shared) {
    output("TracksBucket", buckets.tracks().getBucketName());
    output("RecordsBucket", buckets.records().getBucketName());
    output("RecordsQueue", records.changes().getQueueUrl());
    output("UndeliveredRecords", records.undelivered().getQueueUrl());
    output("Cluster", service.service().getCluster().getClusterName());
    output("ServiceName", service.service().getServiceName());
    output("ServiceAddress", service.address());
    output("ApiKeysSecret", shared.apiKeys().getSecretName());
    output("FunctionArn", function.function().getFunctionArn());
    output("ArchiveJobRoleArn", batchJobs.role().getRoleArn());
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
