package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/** The dashboard: events come, functions work, workers answer, the index follows, all is served. */
final class Panel extends Construct {

  private static final Duration MINUTE = Duration.minutes(1);

  Panel(
      Construct scope,
      EventQueue events,
      RecordQueue records,
      Function function,
      Workers workers,
      ApiService service) {
    super(scope, "Panel");
    Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard").build();
    dashboard.addWidgets(
        graph(
            "Events",
            WorkerScaling.unfinished(events),
            events.deadLetters().metricApproximateNumberOfMessagesVisible(Metrics.most(MINUTE))),
        graph(
            "Age of the oldest event, s",
            events.events().metricApproximateAgeOfOldestMessage(Metrics.most(MINUTE))));
    dashboard.addWidgets(
        graph(
            "Functions",
            function.metricInvocations(Metrics.sum(MINUTE)),
            function.metricErrors(Metrics.sum(MINUTE)),
            function.metricThrottles(Metrics.sum(MINUTE))),
        graph(
            "Batch duration, ms",
            function.metricDuration(percentile(50)),
            function.metricDuration(percentile(99))));
    dashboard.addWidgets(
        graph(
            "Workers",
            workers.targetGroup().getMetrics().healthyHostCount(Metrics.most(MINUTE)),
            workers.targetGroup().getMetrics().unhealthyHostCount(Metrics.most(MINUTE))),
        graph(
            "Worker latency, s",
            workers.targetGroup().getMetrics().targetResponseTime(percentile(50)),
            workers.targetGroup().getMetrics().targetResponseTime(percentile(99))));
    dashboard.addWidgets(
        graph(
            "Records for the index",
            records.changes().metricApproximateNumberOfMessagesVisible(Metrics.most(MINUTE)),
            records.changes().metricApproximateNumberOfMessagesNotVisible(Metrics.most(MINUTE)),
            records.changes().metricNumberOfMessagesDeleted(Metrics.sum(MINUTE))),
        graph(
            "Age of the oldest record, s",
            records.changes().metricApproximateAgeOfOldestMessage(Metrics.most(MINUTE))));
    dashboard.addWidgets(
        graph(
            "Service",
            service.balancer().getMetrics().requestCount(Metrics.sum(MINUTE)),
            Metrics.serverErrors(service, MINUTE)),
        graph(
            "Service latency, s",
            service.targetGroup().getMetrics().targetResponseTime(percentile(50)),
            service.targetGroup().getMetrics().targetResponseTime(percentile(99))));
  }

  private static MetricOptions percentile(int percent) {
    return MetricOptions.builder().period(MINUTE).statistic("p" + percent).build();
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create().title(title).width(12).left(List.of(metrics)).build();
  }
}
