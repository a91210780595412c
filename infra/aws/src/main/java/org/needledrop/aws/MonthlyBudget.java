package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

/**
 * Warns at 80 % of the monthly budget, and if the forecast exceeds it. It covers the whole account:
 * a budget by tag is empty until the tag is activated for cost allocation, and would not warn.
 */
final class MonthlyBudget extends Construct {

  MonthlyBudget(Construct scope, DeploymentSettings settings, AlarmTopic topic) {
    super(scope, "Budget");
    CfnBudget.Builder.create(this, "Budget")
        .budget(
            BudgetDataProperty.builder()
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .budgetLimit(
                    SpendProperty.builder().amount(settings.alerts().budget()).unit("USD").build())
                .build())
        .notificationsWithSubscribers(
            List.of(warning("ACTUAL", 80, topic), warning("FORECASTED", 100, topic)))
        .build();
  }

  private static NotificationWithSubscribersProperty warning(
      String kind, int percent, AlarmTopic topic) {
    return NotificationWithSubscribersProperty.builder()
        .notification(
            NotificationProperty.builder()
                .notificationType(kind)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            List.of(
                SubscriberProperty.builder()
                    .subscriptionType("SNS")
                    .address(topic.topic().getTopicArn())
                    .build()))
        .build();
  }
}
