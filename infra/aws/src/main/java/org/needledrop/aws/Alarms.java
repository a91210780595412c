package org.needledrop.aws;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/** The alarms that require action, and the budget. */
final class Alarms extends Construct {

  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  private final DeploymentSettings settings;
  private final AlarmTopic topic;

  Alarms(Construct scope, DeploymentSettings settings, SharedResources shared) {
    super(scope, "Alarms");
    this.settings = settings;
    this.topic = new AlarmTopic(this, settings, shared);
    new MonthlyBudget(this, settings, topic);
  }

  void events(EventQueue events, Function function) {
    alarm(
        "DeadLetters",
        "Tracks failed permanently; see the messages in the dead-letter queue",
        events
            .deadLetters()
            .metricApproximateNumberOfMessagesVisible(Metrics.maximum(FIVE_MINUTES)),
        1,
        1);
    alarm(
        "OldestEvent",
        "Events wait too long; there are no workers, or too few",
        events.events().metricApproximateAgeOfOldestMessage(Metrics.maximum(FIVE_MINUTES)),
        settings.capacity().size().events().maxAge().toSeconds(),
        1);
    alarm(
        "FunctionErrors",
        "The function fails; see its log",
        function.metricErrors(Metrics.sum(FIVE_MINUTES)),
        5,
        1);
    alarm(
        "FunctionThrottles",
        "The function is throttled; raise the account's concurrency",
        function.metricThrottles(Metrics.sum(FIVE_MINUTES)),
        1,
        3);
  }

  void workers(Workers workers, EventQueue events) {
    alarm(
        "WorkerUnhealthy",
        "A worker is running but not healthy",
        workers.targetGroup().getMetrics().unhealthyHostCount(Metrics.maximum(FIVE_MINUTES)),
        1,
        2);
    alarm(
        "NoWorker",
        "Events are waiting, and there has been no worker for half an hour",
        Metrics.eventsWithoutWorker(events, workers, FIVE_MINUTES),
        1,
        6);
  }

  void records(RecordQueue records) {
    alarm(
        "OldestRecord",
        "Records wait too long to be indexed; the service is down or too slow",
        records.changes().metricApproximateAgeOfOldestMessage(Metrics.maximum(FIVE_MINUTES)),
        Duration.minutes(15).toSeconds(),
        1);
    // SQS excludes messages that were received three times from that age.
    alarm(
        "IndexNotFollowing",
        "Records are waiting, and none was indexed for 15 minutes; see the service's log",
        Metrics.recordsNotIndexed(records, FIVE_MINUTES),
        1,
        3);
    alarm(
        "RecordsUndelivered",
        "Events of records were lost; rebuild the index",
        records
            .undelivered()
            .metricApproximateNumberOfMessagesVisible(Metrics.maximum(FIVE_MINUTES)),
        1,
        1);
  }

  void service(ApiService service) {
    alarm(
        "ServiceErrors",
        "The service returns 5xx or does not respond",
        Metrics.serverErrors(service, FIVE_MINUTES),
        5,
        1);
    alarm(
        "ServiceUnhealthy",
        "The service is running but not healthy",
        service.targetGroup().getMetrics().unhealthyHostCount(Metrics.maximum(FIVE_MINUTES)),
        1,
        2);
  }

  void search(SearchDomain search) {
    alarm(
        "SearchRed",
        "The index is red: shards are missing",
        Metrics.ofDomain(search, "ClusterStatus.red"),
        1,
        1);
    alarm(
        "SearchWritesBlocked",
        "The index rejects writes; its disks are full",
        Metrics.ofDomain(search, "ClusterIndexWritesBlocked"),
        1,
        1);
  }

  /** Creates an alarm that fires once {@code metric} reaches the threshold. */
  private void alarm(
      String name, String description, IMetric metric, Number threshold, int periods) {
    Alarm.Builder.create(this, name)
        .alarmDescription(description)
        .metric(metric)
        .threshold(threshold)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(periods)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic.topic()));
  }
}
