package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationTargetGroupMetrics;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * The CloudWatch dashboard. Its rows follow a track: events, function, workers, records, service.
 */
final class OperationsDashboard extends Construct {

  private static final Duration MINUTE = Duration.minutes(1);

  OperationsDashboard(
      Construct scope,
      EventQueue events,
      RecordQueue records,
      Function function,
      Workers workers,
      ApiService service) {
    super(scope, "Dashboard");
    Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard").build();
    dashboard.addWidgets(events(events));
    dashboard.addWidgets(function(function));
    dashboard.addWidgets(workers(workers));
    dashboard.addWidgets(records(records));
    dashboard.addWidgets(service(service));
  }

  private static GraphWidget[] events(EventQueue events) {
    return new GraphWidget[] {
      graph(
          "Events",
          WorkerScaling.backlog(events),
          events.deadLetters().metricApproximateNumberOfMessagesVisible(Metrics.maximum(MINUTE))),
      graph(
          "Age of the oldest event, s",
          events.events().metricApproximateAgeOfOldestMessage(Metrics.maximum(MINUTE)))
    };
  }

  private static GraphWidget[] function(Function function) {
    return new GraphWidget[] {
      graph(
          "Functions",
          function.metricInvocations(Metrics.sum(MINUTE)),
          function.metricErrors(Metrics.sum(MINUTE)),
          function.metricThrottles(Metrics.sum(MINUTE))),
      graph(
          "Batch duration, ms",
          function.metricDuration(percentile(50)),
          function.metricDuration(percentile(99)))
    };
  }

  private static GraphWidget[] workers(Workers workers) {
    IApplicationTargetGroupMetrics metrics = workers.targetGroup().getMetrics();
    return new GraphWidget[] {
      graph(
          "Workers",
          metrics.healthyHostCount(Metrics.maximum(MINUTE)),
          metrics.unhealthyHostCount(Metrics.maximum(MINUTE))),
      graph(
          "Worker latency, s",
          metrics.targetResponseTime(percentile(50)),
          metrics.targetResponseTime(percentile(99)))
    };
  }

  private static GraphWidget[] records(RecordQueue records) {
    Queue changes = records.changes();
    return new GraphWidget[] {
      graph(
          "Records to index",
          changes.metricApproximateNumberOfMessagesVisible(Metrics.maximum(MINUTE)),
          changes.metricApproximateNumberOfMessagesNotVisible(Metrics.maximum(MINUTE)),
          changes.metricNumberOfMessagesDeleted(Metrics.sum(MINUTE))),
      graph(
          "Age of the oldest record, s",
          changes.metricApproximateAgeOfOldestMessage(Metrics.maximum(MINUTE)))
    };
  }

  private static GraphWidget[] service(ApiService service) {
    IApplicationTargetGroupMetrics metrics = service.targetGroup().getMetrics();
    return new GraphWidget[] {
      graph(
          "Service",
          service.balancer().getMetrics().requestCount(Metrics.sum(MINUTE)),
          Metrics.serverErrors(service, MINUTE)),
      graph(
          "Service latency, s",
          metrics.targetResponseTime(percentile(50)),
          metrics.targetResponseTime(percentile(99)))
    };
  }

  private static MetricOptions percentile(int percent) {
    return MetricOptions.builder().period(MINUTE).statistic("p" + percent).build();
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create().title(title).width(12).left(List.of(metrics)).build();
  }
}
