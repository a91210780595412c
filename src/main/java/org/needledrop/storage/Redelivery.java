package org.needledrop.storage;

import java.time.Duration;
import java.util.Map;

/** Decides when messages that were given back to their queue are delivered again. */
public interface Redelivery {

  /**
   * Holds messages back.
   *
   * @param queueArn Amazon Resource Name of their queue
   * @param delays until each is delivered again, in whole seconds, by the receipt of its delivery
   * @throws RuntimeException when the queue does not take it; they come again when the queue's own
   *     time for a delivery is over
   */
  void delay(String queueArn, Map<String, Duration> delays);
}
