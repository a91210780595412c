package org.needledrop.aws;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.AdjustmentTier;
import software.amazon.awscdk.services.applicationautoscaling.AdjustmentType;
import software.amazon.awscdk.services.applicationautoscaling.ScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.ServiceNamespace;
import software.amazon.awscdk.services.applicationautoscaling.StepScalingAction;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.ApplicationScalingAction;
import software.amazon.awscdk.services.ecs.BaseService;
import software.constructs.Construct;

/**
 * Starts workers while the backlog exceeds what the healthy ones can handle, up to all at once, and
 * stops them after an idle period. A shrinking backlog alone stops none. Target tracking does not
 * fit: a backlog per worker never scales out from zero.
 */
final class WorkerScaling extends Construct {

  private static final int IDLE_MINUTES = 15;

  /**
   * SQS may publish a minute's metric after the alarm has evaluated that minute, especially in the
   * first 15 minutes after a queue was idle for six hours (Amazon SQS Developer Guide, "Available
   * CloudWatch metrics"). The alarm therefore evaluates three minutes, and one data point suffices.
   */
  private static final int METRIC_DELAY_MINUTES = 3;

  private final ScalableTarget target;

  WorkerScaling(Construct scope, DeploymentSettings settings, Workers workers, EventQueue events) {
    super(scope, "Scaling");
    BaseService service = workers.service();
    WorkerFleet fleet = settings.capacity().size().fleet();
    this.target =
        ScalableTarget.Builder.create(this, "Target")
            .serviceNamespace(ServiceNamespace.ECS)
            .scalableDimension("ecs:service:DesiredCount")
            .resourceId(
                "service/%s/%s"
                    .formatted(service.getCluster().getClusterName(), service.getServiceName()))
            .minCapacity(settings.capacity().minWorkers())
            .maxCapacity(fleet.maxWorkers())
            .build();
    scaleOut(fleet, workers, events);
    scaleIn(settings.capacity().minWorkers(), events);
  }

  private void scaleOut(WorkerFleet fleet, Workers workers, EventQueue events) {
    StepScalingAction more = action("More", AdjustmentType.CHANGE_IN_CAPACITY, startUp(fleet));
    int backlogForMaxWorkers =
        fleet instanceof WorkerFleet.Gpu gpu ? gpu.backlogForMaxWorkers() : 1;
    if (backlogForMaxWorkers > 1) {
      more.addAdjustment(
          AdjustmentTier.builder()
              .lowerBound(0)
              .upperBound(backlogForMaxWorkers - 1)
              .adjustment(1)
              .build());
    }
    more.addAdjustment(
        AdjustmentTier.builder()
            .lowerBound(backlogForMaxWorkers - 1)
            .adjustment(fleet.maxWorkers())
            .build());
    Alarm.Builder.create(this, "Busy")
        .alarmDescription("Starts workers: more events than the healthy workers can handle")
        .metric(
            excessBacklog(workers, events, Math.ceilDiv(backlogForMaxWorkers, fleet.maxWorkers())))
        .threshold(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(METRIC_DELAY_MINUTES)
        .datapointsToAlarm(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new ApplicationScalingAction(more));
  }

  private void scaleIn(int minWorkers, EventQueue events) {
    StepScalingAction fewer = action("Fewer", AdjustmentType.EXACT_CAPACITY, Duration.minutes(3));
    fewer.addAdjustment(AdjustmentTier.builder().upperBound(0).adjustment(minWorkers).build());
    Alarm.Builder.create(this, "Idle")
        .alarmDescription("Stops workers: there were no events")
        .metric(backlog(events))
        .threshold(0)
        .comparisonOperator(ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(IDLE_MINUTES)
        // SQS stops publishing metrics of an idle queue.
        .treatMissingData(TreatMissingData.BREACHING)
        .build()
        .addAlarmAction(new ApplicationScalingAction(fewer));
  }

  /** Time until a started worker is healthy, and no more are started (an estimate for GPUs). */
  private static Duration startUp(WorkerFleet fleet) {
    return Duration.minutes(fleet instanceof WorkerFleet.Gpu ? 15 : 3);
  }

  private StepScalingAction action(String name, AdjustmentType type, Duration cooldown) {
    return StepScalingAction.Builder.create(this, name)
        .scalingTarget(target)
        .adjustmentType(type)
        .cooldown(cooldown)
        .build();
  }

  /**
   * Events beyond the capacity of the healthy workers; a few events that are retried start one
   * worker, not all. A missing number of workers is replaced by the last known one (CloudWatch User
   * Guide, "Using math expressions", FILL with REPEAT), or by zero.
   */
  private static MathExpression excessBacklog(
      Workers workers, EventQueue events, int backlogPerWorker) {
    Duration period = Duration.minutes(1);
    return MathExpression.Builder.create()
        .expression(
            "waiting + inFlight - %d * FILL(FILL(healthy, REPEAT), 0)".formatted(backlogPerWorker))
        .usingMetrics(
            Metrics.withBacklog(
                events.events(),
                period,
                Map.of(
                    "healthy",
                    workers.targetGroup().getMetrics().healthyHostCount(Metrics.maximum(period)))))
        .period(period)
        .label("events beyond the workers' capacity")
        .build();
  }

  /** Waiting events and those that functions have received: these may wait for a worker, too. */
  static MathExpression backlog(EventQueue events) {
    Duration period = Duration.minutes(1);
    return MathExpression.Builder.create()
        .expression("waiting + inFlight")
        .usingMetrics(Metrics.withBacklog(events.events(), period, Map.of()))
        .period(period)
        .label("events in the queue")
        .build();
  }
}
