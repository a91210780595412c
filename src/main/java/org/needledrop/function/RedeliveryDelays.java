package org.needledrop.function;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.needledrop.failure.Backoff;
import org.needledrop.function.Invocation.Messages.Message;
import org.needledrop.storage.Redelivery;

/**
 * How long messages that are given back stay away: longer each time they were delivered. Without
 * this, all of a queue would come back every few minutes while a worker is away, and would soon
 * have been delivered too often.
 */
public final class RedeliveryDelays {

  private static final Logger LOG = System.getLogger(RedeliveryDelays.class.getName());

  private final Redelivery queue;
  private final Backoff backoff;

  public RedeliveryDelays(Redelivery queue, Backoff backoff) {
    this.queue = queue;
    this.backoff = backoff;
  }

  /**
   * Holds messages back that are about to be given back.
   *
   * @param messages of one queue
   */
  void delay(Collection<Message> messages) {
    Map<String, Map<String, Duration>> byQueue =
        messages.stream()
            .map(Message::delivery)
            .filter(delivery -> !delivery.receipt().isEmpty())
            .collect(
                Collectors.groupingBy(
                    Message.Delivery::queueArn,
                    Collectors.toMap(Message.Delivery::receipt, this::delay, (one, _) -> one)));
    byQueue.forEach(this::delay);
  }

  private void delay(String queueArn, Map<String, Duration> delays) {
    try {
      queue.delay(queueArn, delays);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "cannot change the visibility timeout; messages are redelivered after the queue''s"
              + " own: {0}",
          e.getMessage());
    }
  }

  /** SQS counts in whole seconds; at once would be too soon. */
  private Duration delay(Message.Delivery delivery) {
    Duration pause = backoff.pause(delivery.count());
    return Duration.ofSeconds(Math.max(1, pause.toSeconds()));
  }
}
