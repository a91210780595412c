package org.needledrop.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.needledrop.bucket.Occurrence;

/** Works off an invocation, and says to its caller what is to be told again. */
final class InvocationHandler {

  private final EventHandler events;
  private final Optional<String> webhookToken;

  /**
   * @param webhookToken that calls over HTTP must bear; without one they are all refused
   */
  InvocationHandler(EventHandler events, Optional<String> webhookToken) {
    this.events = events;
    this.webhookToken = webhookToken;
  }

  /**
   * @throws IllegalStateException when the whole is to be told again and the caller has no other
   *     way to learn of it
   */
  ObjectNode handle(Invocation invocation, Supplier<Duration> timeLeft) {
    return switch (invocation) {
      case Invocation.Notification(List<Occurrence> occurrences) -> {
        Optional<String> reason = reasonToTellAgain(occurrences, timeLeft);
        if (reason.isPresent()) {
          throw new IllegalStateException(reason.get());
        }
        yield InvocationAnswers.nothing();
      }
      case Invocation.Messages(List<Invocation.Messages.Message> messages) ->
          answer(messages, timeLeft);
      case Invocation.Job job -> answer(job, timeLeft);
      case Invocation.Webhook webhook -> answer(webhook, timeLeft);
    };
  }

  private ObjectNode answer(
      List<Invocation.Messages.Message> messages, Supplier<Duration> timeLeft) {
    List<String> later = new ArrayList<>();
    for (Invocation.Messages.Message message : messages) {
      if (reasonToTellAgain(message.occurrences(), timeLeft).isPresent()) {
        later.add(message.id());
      }
    }
    return InvocationAnswers.messages(later);
  }

  private ObjectNode answer(Invocation.Job job, Supplier<Duration> timeLeft) {
    ObjectNode answer = InvocationAnswers.job(job);
    for (Invocation.Job.Task task : job.tasks()) {
      InvocationAnswers.addResult(answer, task, events.handle(task.occurrence(), timeLeft));
    }
    return answer;
  }

  private ObjectNode answer(Invocation.Webhook webhook, Supplier<Duration> timeLeft) {
    if (!isAdmitted(webhook.authorization())) {
      return InvocationAnswers.http(401, "a bearer token is needed");
    }
    return reasonToTellAgain(webhook.occurrences(), timeLeft)
        .map(reason -> InvocationAnswers.http(503, reason))
        .orElseGet(() -> InvocationAnswers.http(200, "done"));
  }

  /** Stores send the token with or without the word before it. */
  private boolean isAdmitted(String authorization) {
    byte[] borne = bytes(authorization.replaceFirst("^Bearer ", ""));
    return webhookToken.filter(token -> MessageDigest.isEqual(bytes(token), borne)).isPresent();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Optional<String> reasonToTellAgain(
      List<Occurrence> occurrences, Supplier<Duration> timeLeft) {
    List<Outcome> outcomes = events.handle(occurrences, timeLeft);
    return outcomes.stream()
        .filter(Outcome.Later.class::isInstance)
        .map(outcome -> ((Outcome.Later) outcome).reason())
        .findFirst();
  }
}
