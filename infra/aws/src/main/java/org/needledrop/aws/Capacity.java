package org.needledrop.aws;

import java.util.OptionalInt;

/**
 * How much a stack can do.
 *
 * @param minWorkers number of workers that keep running while the queue is empty
 * @param reservedFunctions reserved concurrency of the function, which is also its maximum; without
 *     it, the function shares the account's concurrency
 * @param shards shards of the OpenSearch index; applies when the index is created
 */
record Capacity(
    StackSize size,
    Architecture architecture,
    int minWorkers,
    OptionalInt reservedFunctions,
    int shards) {

  Capacity {
    if (minWorkers < 0 || minWorkers > size.fleet().maxWorkers()) {
      throw new IllegalArgumentException(
          "minWorkers must be from 0 to %d for size %s, not %d"
              .formatted(size.fleet().maxWorkers(), size.name(), minWorkers));
    }
    reservedFunctions.ifPresent(reserved -> checkReserved(reserved, size));
    if (shards < 1 || shards > 100) {
      throw new IllegalArgumentException("shards must be from 1 to 100, not %d".formatted(shards));
    }
  }

  /**
   * Otherwise the queue's poller would invoke more functions than may run, and Lambda would
   * throttle them (AWS Lambda Developer Guide, "Configuring maximum concurrency for Amazon SQS
   * event sources").
   */
  private static void checkReserved(int reserved, StackSize size) {
    int concurrency = size.events().functionConcurrency();
    if (reserved < concurrency) {
      throw new IllegalArgumentException(
          "reservedFunctions must be 0 or at least %d for size %s, not %d"
              .formatted(concurrency, size.name(), reserved));
    }
  }

  /** Returns whether workers keep running while the queue is empty. */
  boolean keepsIdleWorkers() {
    return minWorkers > 0;
  }
}
