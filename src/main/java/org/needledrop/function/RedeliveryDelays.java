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
 * Delays returned messages, longer with each delivery. Otherwise an outage would redeliver the
 * whole queue every few minutes and soon exhaust the allowed deliveries.
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
   * Delays messages that are about to be returned to their queue.
   *
   * @param messages messages of one queue
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

  /** Returns the delay in whole seconds, at least one. */
  private Duration delay(Message.Delivery delivery) {
    Duration pause = backoff.pause(delivery.count());
    return Duration.ofSeconds(Math.max(1, pause.toSeconds()));
  }
}
