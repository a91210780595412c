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
 * Adds workers while more waits than those that are healthy can do, up to all of them at once;
 * sends them home when nothing has been there for a while. Between these two nothing takes a worker
 * away: a backlog that shrinks is no reason to. A target for each worker, as ECS has it, never
 * leaves zero.
 */
final class WorkerScaling extends Construct {

  private static final int MINUTES_OF_SILENCE = 15;

  /**
   * A minute's metric may come after the alarm looked at that minute, most of all in the first 15
   * minutes of a queue that was not used for six hours (Amazon SQS Developer Guide, "Available
   * CloudWatch metrics"): the alarm looks at the last three minutes, and one event in any is
   * enough.
   */
  private static final int MINUTES_OF_DELAY = 3;

  private final ScalableTarget target;

  WorkerScaling(Construct scope, Deployment deployment, Workers workers, EventQueue events) {
    super(scope, "Scaling");
    BaseService service = workers.service();
    WorkerFleet fleet = deployment.size().fleet();
    this.target =
        ScalableTarget.Builder.create(this, "Target")
            .serviceNamespace(ServiceNamespace.ECS)
            .scalableDimension("ecs:service:DesiredCount")
            .resourceId(
                "service/%s/%s"
                    .formatted(service.getCluster().getClusterName(), service.getServiceName()))
            .minCapacity(deployment.leastWorkers())
            .maxCapacity(fleet.most())
            .build();
    busy(fleet, workers, events);
    idle(deployment.leastWorkers(), events);
  }

  private void busy(WorkerFleet fleet, Workers workers, EventQueue events) {
    StepScalingAction more = action("More", AdjustmentType.CHANGE_IN_CAPACITY, startUp(fleet));
    int eventsForAll = fleet instanceof WorkerFleet.Gpu gpu ? gpu.eventsForAll() : 1;
    if (eventsForAll > 1) {
      more.addAdjustment(
          AdjustmentTier.builder()
              .lowerBound(0)
              .upperBound(eventsForAll - 1)
              .adjustment(1)
              .build());
    }
    more.addAdjustment(
        AdjustmentTier.builder().lowerBound(eventsForAll - 1).adjustment(fleet.most()).build());
    Alarm.Builder.create(this, "Busy")
        .alarmDescription("Adds workers: more events than the healthy workers can handle")
        .metric(beyond(workers, events, Math.ceilDiv(eventsForAll, fleet.most())))
        .threshold(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(MINUTES_OF_DELAY)
        .datapointsToAlarm(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new ApplicationScalingAction(more));
  }

  private void idle(int leastWorkers, EventQueue events) {
    StepScalingAction fewer = action("Fewer", AdjustmentType.EXACT_CAPACITY, Duration.minutes(3));
    fewer.addAdjustment(AdjustmentTier.builder().upperBound(0).adjustment(leastWorkers).build());
    Alarm.Builder.create(this, "Idle")
        .alarmDescription("Removes workers: there were no events")
        .metric(unfinished(events))
        .threshold(0)
        .comparisonOperator(ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(MINUTES_OF_SILENCE)
        // A queue that is not used tells nothing any more.
        .treatMissingData(TreatMissingData.BREACHING)
        .build()
        .addAlarmAction(new ApplicationScalingAction(fewer));
  }

  /** No more are called before those have come that were (a guess for machines with a GPU). */
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
   * Events beyond those that healthy workers have their hands full with; a few that come again and
   * again call one worker, not all. A late number of workers is the last one known (CloudWatch User
   * Guide, "Using math expressions", FILL with REPEAT); without any there is none.
   */
  private static MathExpression beyond(Workers workers, EventQueue events, int eventsForOne) {
    Duration period = Duration.minutes(1);
    return MathExpression.Builder.create()
        .expression("waiting + held - %d * FILL(FILL(healthy, REPEAT), 0)".formatted(eventsForOne))
        .usingMetrics(
            Metrics.unfinished(
                events.events(),
                period,
                Map.of(
                    "healthy",
                    workers.targetGroup().getMetrics().healthyHostCount(Metrics.most(period)))))
        .period(period)
        .label("events beyond the workers there are")
        .build();
  }

  /** Waiting ones, and those that functions hold: these wait for a worker, too. */
  static MathExpression unfinished(EventQueue events) {
    Duration period = Duration.minutes(1);
    return MathExpression.Builder.create()
        .expression("waiting + held")
        .usingMetrics(Metrics.unfinished(events.events(), period, Map.of()))
        .period(period)
        .label("unfinished events")
        .build();
  }
}
