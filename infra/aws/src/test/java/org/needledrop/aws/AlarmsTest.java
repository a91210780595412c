package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

/** Alarms, budget and their notifications. */
final class AlarmsTest {

  private static final String ALARM = "AWS::CloudWatch::Alarm";

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void everyAlarmRefersToResourcesOfTheStackAndHasAnAction(Synthesised stack) {
    JsonNode all = stack.json().get("Resources");

    assertThat(stack.resources(ALARM))
        .allSatisfy(
            (name, alarm) -> {
              assertThat(references(alarm)).as(name).isNotEmpty().allMatch(all::has);
              assertThat(references(alarm.get("AlarmActions"))).as(name).isNotEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void thereAreAlarmsOnDeadLettersErrorsWorkersAndService(Synthesised stack) {
    assertThat(stack.resources(ALARM).keySet())
        .extracting(name -> name.replaceFirst("[0-9A-F]{8}$", ""))
        .contains(
            "AlarmsDeadLetters",
            "AlarmsOldestEvent",
            "AlarmsFunctionErrors",
            "AlarmsFunctionThrottles",
            "AlarmsWorkerUnhealthy",
            "AlarmsNoWorker",
            "AlarmsOldestRecord",
            "AlarmsIndexNotFollowing",
            "AlarmsRecordsUndelivered",
            "AlarmsServiceErrors",
            "AlarmsServiceUnhealthy");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void anAlarmFiresIfARecordWaitsFifteenMinutesForTheIndex(Synthesised stack) {
    JsonNode alarm = stack.resources(ALARM).get(stack.named(ALARM, "AlarmsOldestRecord"));

    assertThat(alarm.get("MetricName").asText()).isEqualTo("ApproximateAgeOfOldestMessage");
    assertThat(alarm.get("Threshold").asInt()).isEqualTo(900);
    assertThat(references(alarm.get("Dimensions")))
        .containsExactly(stack.named("AWS::SQS::Queue", "RecordsQueue"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void anAlarmFiresIfRecordsAreRetriedAlthoughSqsExcludesThemFromTheAge(Synthesised stack) {
    JsonNode alarm = stack.resources(ALARM).get(stack.named(ALARM, "AlarmsIndexNotFollowing"));

    assertThat(alarm.get("Metrics").findValuesAsText("MetricName"))
        .containsExactlyInAnyOrder(
            "ApproximateNumberOfMessagesVisible",
            "ApproximateNumberOfMessagesNotVisible",
            "NumberOfMessagesDeleted");
    assertThat(alarm.get("Metrics").findValuesAsText("Period")).containsOnly("300");
    assertThat(alarm.get("EvaluationPeriods").asInt()).isEqualTo(3);
    assertThat(references(alarm.get("Metrics")))
        .containsOnly(stack.named("AWS::SQS::Queue", "RecordsQueue"));
  }

  @Test
  void onlyAStackWithOpenSearchHasAlarmsOnIt() {
    Synthesised.large()
        .template()
        .hasResourceProperties(ALARM, Map.of("MetricName", "ClusterStatus.red"));
    Synthesised.small()
        .template()
        .resourcePropertiesCountIs(ALARM, Map.of("Namespace", "AWS/ES"), 0);
  }

  @Test
  void alarmMailReceivesTheAlarms() {
    Synthesised.largeArm()
        .template()
        .hasResourceProperties(
            "AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint", "me@example.org"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theBudgetWarnsOfActualAndForecastCosts(Synthesised stack) {
    stack
        .template()
        .hasResourceProperties(
            "AWS::Budgets::Budget",
            Map.of(
                "Budget",
                Match.objectLike(Map.of("BudgetLimit", Map.of("Amount", 200, "Unit", "USD"))),
                "NotificationsWithSubscribers",
                Match.arrayWith(
                    List.of(
                        Match.objectLike(
                            Map.of(
                                "Notification",
                                Match.objectLike(Map.of("NotificationType", "ACTUAL")))),
                        Match.objectLike(
                            Map.of(
                                "Notification",
                                Match.objectLike(Map.of("NotificationType", "FORECASTED"))))))));
  }

  private static List<String> references(JsonNode node) {
    List<String> found = new ArrayList<>(node.findValuesAsText("Ref"));
    node.findValues("Fn::GetAtt").forEach(attribute -> found.add(attribute.get(0).asText()));
    found.removeIf(name -> name.startsWith("AWS::"));
    return found;
  }
}
