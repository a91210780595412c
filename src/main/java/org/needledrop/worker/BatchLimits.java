package org.needledrop.worker;

import java.time.Duration;

/**
 * Limits for batching.
 *
 * @param maxBatchSize maximum snippets per forward pass
 * @param maxBatchDelay maximum time that the first snippet of a batch waits for others
 * @param queueCapacity maximum waiting snippets; further requests are rejected
 * @param maxRequestSnippets maximum snippets per request
 * @param timeout time limit of a request, including the transfer of its body
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
          "the batch delay must not be negative, and the timeout must be positive");
    }
    if (maxRequestSnippets > queueCapacity) {
      throw new IllegalArgumentException(
          "a request of %d snippets can never fit into a queue of %d"
              .formatted(maxRequestSnippets, queueCapacity));
    }
  }

  /** Returns the defaults; on a CPU, batches of 8 are as fast as larger ones. */
  public static BatchLimits defaults() {
    return new BatchLimits(8, Duration.ofMillis(2), 16_384, 8_192, Duration.ofSeconds(60));
  }
}
