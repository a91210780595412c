package org.needledrop.aws;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancerMetrics;
import software.amazon.awscdk.services.sqs.IQueue;

/** Figures of CloudWatch that alarms and panel share. */
final class Metrics {

  private Metrics() {}

  static MetricOptions most(Duration period) {
    return MetricOptions.builder().period(period).statistic("Maximum").build();
  }

  static MetricOptions sum(Duration period) {
    return MetricOptions.builder().period(period).statistic("Sum").build();
  }

  /**
   * Of a queue what is {@code waiting}, and what is {@code held} by who took it, and others by
   * their names. An expression leaves these two missing while the queue has not reported: filled
   * with zero a late metric would read as an empty queue.
   */
  static Map<String, IMetric> unfinished(
      IQueue queue, Duration period, Map<String, IMetric> others) {
    Map<String, IMetric> metrics = new HashMap<>(others);
    metrics.put("waiting", queue.metricApproximateNumberOfMessagesVisible(most(period)));
    metrics.put("held", queue.metricApproximateNumberOfMessagesNotVisible(most(period)));
    return metrics;
  }

  /** Of the service, and of its load balancer when no service answers. */
  static MathExpression serverErrors(ApiService service, Duration period) {
    IApplicationLoadBalancerMetrics metrics = service.balancer().getMetrics();
    return MathExpression.Builder.create()
        .expression("FILL(ours, 0) + FILL(balancers, 0)")
        .usingMetrics(
            Map.of(
                "ours", metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum(period)),
                "balancers", metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum(period))))
        .period(period)
        .label("5xx")
        .build();
  }

  /** 1 while events wait, or are held, and no worker answers. */
  static MathExpression eventsWithoutWorker(EventQueue events, Workers workers, Duration period) {
    return MathExpression.Builder.create()
        .expression("IF(waiting + held > 0 AND FILL(healthy, 0) < 1, 1, 0)")
        .usingMetrics(
            unfinished(
                events.events(),
                period,
                Map.of(
                    "healthy", workers.targetGroup().getMetrics().healthyHostCount(most(period)))))
        .period(period)
        .label("events without a worker")
        .build();
  }

  /** 1 while records wait, or are held, and none is done with. */
  static MathExpression recordsNotTaken(RecordQueue records, Duration period) {
    return MathExpression.Builder.create()
        .expression("IF(waiting + held > 0 AND FILL(taken, 0) < 1, 1, 0)")
        .usingMetrics(
            unfinished(
                records.changes(),
                period,
                Map.of("taken", records.changes().metricNumberOfMessagesDeleted(sum(period)))))
        .period(period)
        .label("records and none taken")
        .build();
  }

  static IMetric ofDomain(SearchDomain search, String name) {
    return Metric.Builder.create()
        .namespace("AWS/ES")
        .metricName(name)
        .dimensionsMap(
            Map.of(
                "DomainName", search.domain().getRef(), "ClientId", Stack.of(search).getAccount()))
        .statistic("Maximum")
        .period(Duration.minutes(5))
        .build();
  }
}
