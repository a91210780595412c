package org.needledrop.aws;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.ResourcePolicy;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.LogPublishingOptionProperty;
import software.constructs.Construct;

/** Log groups of the OpenSearch domain, and its permission to write to them. */
final class SearchLogs extends Construct {

  private final Map<String, LogGroup> groups;

  SearchLogs(Construct scope, SharedResources shared) {
    super(scope, "Logs");
    this.groups =
        Map.of(
            "ES_APPLICATION_LOGS", shared.logGroup(this, "Application"),
            "SEARCH_SLOW_LOGS", shared.logGroup(this, "SlowSearches"),
            "INDEX_SLOW_LOGS", shared.logGroup(this, "SlowWrites"));
    ResourcePolicy.Builder.create(this, "Policy")
        .policyStatements(
            List.of(
                PolicyStatement.Builder.create()
                    .principals(List.of(new ServicePrincipal("es.amazonaws.com")))
                    .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                    .resources(
                        groups.values().stream().map(LogGroup::getLogGroupArn).sorted().toList())
                    .build()))
        .build();
  }

  Map<String, LogPublishingOptionProperty> options() {
    return groups.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    LogPublishingOptionProperty.builder()
                        .enabled(true)
                        .cloudWatchLogsLogGroupArn(entry.getValue().getLogGroupArn())
                        .build()));
  }
}
