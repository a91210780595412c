package org.needledrop.aws;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** SNS topic that alarms and budget warnings are published to. */
final class AlarmTopic extends Construct {

  private final Topic topic;

  AlarmTopic(Construct scope, DeploymentSettings settings, SharedResources shared) {
    super(scope, "Topic");
    this.topic =
        Topic.Builder.create(this, "Topic")
            .displayName("Needledrop")
            .masterKey(shared.key())
            .enforceSsl(true)
            .build();
    allowPublish();
    settings.alerts().mail().ifPresent(mail -> topic.addSubscription(new EmailSubscription(mail)));
  }

  private void allowPublish() {
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(
                    new ServicePrincipal("budgets.amazonaws.com"),
                    new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .build());
  }

  Topic topic() {
    return topic;
  }
}
