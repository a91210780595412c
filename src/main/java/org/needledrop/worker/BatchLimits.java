package org.needledrop.worker;

import java.time.Duration;

/**
 * How requests are put together.
 *
 * @param maxBatchSize snippets in one run of the network
 * @param maxBatchDelay how long the first snippet of a batch waits for others
 * @param queueCapacity snippets that may wait; a request that does not fit is refused
 * @param maxRequestSnippets snippets of one request
 * @param timeout after which a request that waits or is worked on is given up, and before that one
 *     whose body is not whole
 */
public record BatchLimits(
    int maxBatchSize,
    Duration maxBatchDelay,
    int queueCapacity,
    int maxRequestSnippets,
    Duration timeout) {

  public BatchLimits {
    if (maxBatchSize < 1 || queueCapacity < 1 || maxRequestSnippets < 1) {
      throw new IllegalArgumentException("batch size, queue and request size must be at least 1");
    }
    if (maxBatchDelay.isNegative() || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "the batch delay must not be negative, and the timeout" + " must be positive");
    }
    if (maxRequestSnippets > queueCapacity) {
      throw new IllegalArgumentException(
          "a request of %d snippets can never fit into a queue of %d"
              .formatted(maxRequestSnippets, queueCapacity));
    }
  }

  /** Batches of 8 are as fast on a processor as larger ones. */
  public static BatchLimits defaults() {
    return new BatchLimits(8, Duration.ofMillis(2), 16_384, 8_192, Duration.ofSeconds(60));
  }
}
