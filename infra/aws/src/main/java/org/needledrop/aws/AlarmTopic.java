package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Where alarms and the budget's warnings go. */
final class AlarmTopic extends Construct {

  private final Topic topic;

  AlarmTopic(Construct scope, Deployment deployment, Foundation foundation) {
    super(scope, "Alarms");
    this.topic =
        Topic.Builder.create(this, "Topic")
            .displayName("Needledrop")
            .masterKey(foundation.key())
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(
                    new ServicePrincipal("budgets.amazonaws.com"),
                    new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .build());
    deployment.alarmMail().ifPresent(mail -> topic.addSubscription(new EmailSubscription(mail)));
  }

  Topic topic() {
    return topic;
  }
}
