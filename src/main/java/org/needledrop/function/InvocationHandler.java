package org.needledrop.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.needledrop.bucket.ObjectEvent;
import org.needledrop.function.Invocation.Messages.Message;

/** Handles an invocation and tells the caller what must be redelivered. */
final class InvocationHandler {

  private static final Logger LOG = System.getLogger(InvocationHandler.class.getName());

  private final EventHandler events;
  private final RedeliveryDelays delays;
  private final Optional<String> webhookToken;

  /**
   * @param webhookToken bearer token required for HTTP calls; empty to reject all
   */
  InvocationHandler(EventHandler events, RedeliveryDelays delays, Optional<String> webhookToken) {
    this.events = events;
    this.delays = delays;
    this.webhookToken = webhookToken;
  }

  /**
   * @throws IllegalStateException if everything must be redelivered and the response cannot express
   *     that
   */
  ObjectNode handle(Invocation invocation, Supplier<Duration> timeLeft) {
    return switch (invocation) {
      case Invocation.Notification(List<ObjectEvent> occurrences) -> {
        Optional<Outcome.Retry> later = later(occurrences, OptionalInt.empty(), timeLeft);
        if (later.isPresent()) {
          throw new IllegalStateException(later.get().reason());
        }
        yield InvocationAnswers.nothing();
      }
      case Invocation.Messages(List<Message> messages) -> answer(messages, timeLeft);
      case Invocation.Job job -> answer(job, timeLeft);
      case Invocation.Webhook webhook -> answer(webhook, timeLeft);
    };
  }

  /** Handles messages until the first outage; the rest would fail likewise and is returned. */
  private ObjectNode answer(List<Message> messages, Supplier<Duration> timeLeft) {
    List<Message> givenBack = new ArrayList<>();
    Optional<Outcome.Retry> outage = Optional.empty();
    for (Message message : messages) {
      if (outage.isPresent()) {
        givenBack.add(message);
        continue;
      }
      Optional<Outcome.Retry> later =
          later(message.occurrences(), OptionalInt.of(message.delivery().count()), timeLeft);
      later.ifPresent(
          why -> {
            givenBack.add(message);
            LOG.log(
                Level.WARNING,
                "message {0} is returned to the queue: {1}",
                message.id(),
                why.reason());
          });
      outage = later.filter(Outcome.Retry::outage);
    }
    delays.delay(givenBack);
    return InvocationAnswers.messages(givenBack.stream().map(Message::id).toList());
  }

  private ObjectNode answer(Invocation.Job job, Supplier<Duration> timeLeft) {
    ObjectNode answer = InvocationAnswers.job(job);
    for (Invocation.Job.Task task : job.tasks()) {
      InvocationAnswers.addResult(
          answer, task, events.handle(task.occurrence(), OptionalInt.empty(), timeLeft));
    }
    return answer;
  }

  private ObjectNode answer(Invocation.Webhook webhook, Supplier<Duration> timeLeft) {
    if (!isAdmitted(webhook.authorization())) {
      return InvocationAnswers.http(401, "missing or wrong bearer token");
    }
    return later(webhook.occurrences(), OptionalInt.empty(), timeLeft)
        .map(later -> InvocationAnswers.http(503, later.reason()))
        .orElseGet(() -> InvocationAnswers.http(200, "done"));
  }

  /** Checks the token; some stores send it without "Bearer". */
  private boolean isAdmitted(String authorization) {
    byte[] borne = bytes(authorization.replaceFirst("^(?i:bearer) ", ""));
    return webhookToken.filter(token -> MessageDigest.isEqual(bytes(token), borne)).isPresent();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Optional<Outcome.Retry> later(
      List<ObjectEvent> occurrences, OptionalInt deliveries, Supplier<Duration> timeLeft) {
    List<Outcome> outcomes = events.handle(occurrences, deliveries, timeLeft);
    return outcomes.stream()
        .filter(Outcome.Retry.class::isInstance)
        .map(Outcome.Retry.class::cast)
        .findFirst();
  }
}
