package org.needledrop.storage;

import java.time.Duration;
import java.util.Map;

/** Controls when messages that were not acknowledged are redelivered. */
public interface Redelivery {

  /**
   * Delays the redelivery of messages.
   *
   * @param queueArn ARN of the queue
   * @param delays delay of each message in whole seconds, by receipt
   * @throws RuntimeException if the queue rejects it; its own visibility timeout then applies
   */
  void delay(String queueArn, Map<String, Duration> delays);
}
