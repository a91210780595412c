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

/** CloudWatch metrics that alarms, scaling and the dashboard share. */
final class Metrics {

  private Metrics() {}

  static MetricOptions maximum(Duration period) {
    return MetricOptions.builder().period(period).statistic("Maximum").build();
  }

  static MetricOptions sum(Duration period) {
    return MetricOptions.builder().period(period).statistic("Sum").build();
  }

  /**
   * Returns the variables of an expression on a queue's backlog: {@code waiting} and {@code
   * inFlight} messages (received, not deleted), and {@code others}. Expressions must not fill the
   * two with zero: a late metric would read as an empty queue.
   */
  static Map<String, IMetric> withBacklog(
      IQueue queue, Duration period, Map<String, IMetric> others) {
    Map<String, IMetric> metrics = new HashMap<>(others);
    metrics.put("waiting", queue.metricApproximateNumberOfMessagesVisible(maximum(period)));
    metrics.put("inFlight", queue.metricApproximateNumberOfMessagesNotVisible(maximum(period)));
    return metrics;
  }

  /** 5xx responses of the service, and of its load balancer while no service responds. */
  static MathExpression serverErrors(ApiService service, Duration period) {
    IApplicationLoadBalancerMetrics metrics = service.balancer().getMetrics();
    return MathExpression.Builder.create()
        .expression("FILL(service, 0) + FILL(loadBalancer, 0)")
        .usingMetrics(
            Map.of(
                "service", metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum(period)),
                "loadBalancer", metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum(period))))
        .period(period)
        .label("5xx")
        .build();
  }

  /** 1 while there are events and no healthy worker, else 0. */
  static MathExpression eventsWithoutWorker(EventQueue events, Workers workers, Duration period) {
    return MathExpression.Builder.create()
        .expression("IF(waiting + inFlight > 0 AND FILL(healthy, 0) < 1, 1, 0)")
        .usingMetrics(
            withBacklog(
                events.events(),
                period,
                Map.of(
                    "healthy",
                    workers.targetGroup().getMetrics().healthyHostCount(maximum(period)))))
        .period(period)
        .label("events without a worker")
        .build();
  }

  /** 1 while there are records and none was indexed, else 0. */
  static MathExpression recordsNotIndexed(RecordQueue records, Duration period) {
    return MathExpression.Builder.create()
        .expression("IF(waiting + inFlight > 0 AND FILL(indexed, 0) < 1, 1, 0)")
        .usingMetrics(
            withBacklog(
                records.changes(),
                period,
                Map.of("indexed", records.changes().metricNumberOfMessagesDeleted(sum(period)))))
        .period(period)
        .label("records, none indexed")
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
