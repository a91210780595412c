package org.needledrop.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.RuntimeApi;
import org.needledrop.servers.SqsEvents;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What Lambda itself does between a queue and a function (Developer Guide, "Using Lambda with
 * Amazon SQS"): hands out ten messages at a time and deletes those that did not fail. One thread a
 * function.
 */
final class EventSource implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** Maximum deliveries of one message, if repeated on purpose. */
  private static final int DELIVERIES = 3;

  private final SqsClient sqs;
  private final String queue;
  private final AtomicLong deliveries = new AtomicLong();
  private final AtomicLong again = new AtomicLong();
  private final AtomicLong postponed = new AtomicLong();
  private volatile boolean redelivers;
  private volatile boolean closed;

  EventSource(SqsClient sqs, String queue, List<FunctionProcess> functions) {
    this.sqs = sqs;
    this.queue = queue;
    functions.forEach(function -> Thread.ofPlatform().daemon().start(() -> feed(function)));
  }

  /** Whether others are given messages while a function is still busy with them, and after that. */
  void redeliver(boolean wanted) {
    redelivers = wanted;
  }

  /** Number of deliveries, repeated ones included. */
  long deliveries() {
    return deliveries.get();
  }

  /** Of those, not for the first time. */
  long deliveriesAgain() {
    return again.get();
  }

  /** Of those, given back by the function. */
  long postponed() {
    return postponed.get();
  }

  private void feed(FunctionProcess function) {
    while (!closed) {
      List<Message> messages = SqsEvents.receive(sqs, queue);
      if (!messages.isEmpty()) {
        count(messages);
        List<Message> kept =
            redelivers ? messages.stream().filter(this::isBroughtBack).toList() : List.of();
        kept.forEach(this::bringBack);
        Set<String> failed = failed(function, messages);
        postponed.addAndGet(failed.size());
        messages.stream()
            .filter(message -> !failed.contains(message.messageId()) && !kept.contains(message))
            .forEach(this::delete);
      }
    }
  }

  private void count(List<Message> messages) {
    deliveries.addAndGet(messages.size());
    again.addAndGet(messages.stream().filter(message -> SqsEvents.deliveries(message) > 1).count());
  }

  private boolean isBroughtBack(Message message) {
    return SqsEvents.deliveries(message) < DELIVERIES;
  }

  private void bringBack(Message message) {
    sqs.changeMessageVisibility(
        r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
  }

  private void delete(Message message) {
    sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
  }

  /** The ids that the function gives back; all where it has failed as a whole. */
  private Set<String> failed(FunctionProcess function, List<Message> messages) {
    try {
      RuntimeApi.Answer answer = function.invoke(SqsEvents.event(queue, messages), TIMEOUT);
      if (answer.succeeded()) {
        return SqsEvents.givenBack(answer);
      }
    } catch (Exception e) {
      System.err.println("a call of the function failed: " + e);
    }
    return messages.stream().map(Message::messageId).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    closed = true;
  }
}
