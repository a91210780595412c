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
 * Warns of what is spent, and of what will be. It counts the whole account: a tag counts only once
 * somebody has switched it on in the bill, and until then nothing would be warned of.
 */
final class MonthlyBudget extends Construct {

  MonthlyBudget(Construct scope, Deployment deployment, AlarmTopic topic) {
    super(scope, "Budget");
    CfnBudget.Builder.create(this, "Budget")
        .budget(
            BudgetDataProperty.builder()
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .budgetLimit(
                    SpendProperty.builder().amount(deployment.budget()).unit("USD").build())
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
