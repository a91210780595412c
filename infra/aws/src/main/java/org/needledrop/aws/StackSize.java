package org.needledrop.aws;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The capacity of a stack.
 *
 * @param name value of the setting {@code size}
 * @param fleet the workers
 * @param minWorkers default number of workers that keep running while the queue is empty
 * @param search OpenSearch cluster of the index; without one, the index is in the library
 * @param service size of the task of {@code needledrop serve}
 */
record StackSize(
    String name,
    Zones zones,
    EventCapacity events,
    WorkerFleet fleet,
    int minWorkers,
    Optional<SearchCluster> search,
    TaskSize service) {

  /**
   * The availability zones.
   *
   * @param vpc zones of the VPC; a load balancer requires two
   * @param endpoints zones with VPC endpoints, which are billed by the hour and zone
   */
  record Zones(int vpc, int endpoints) {}

  /**
   * How fast events are handled.
   *
   * @param functionConcurrency maximum concurrent functions for the queue, matched to the workers'
   *     capacity
   * @param maxAge age of the oldest event at which its alarm fires
   */
  record EventCapacity(int functionConcurrency, Duration maxAge) {}

  /**
   * CPU and memory of an ECS task.
   *
   * @param cpu CPU units, 1024 per vCPU
   * @param memoryMib memory in MiB
   */
  record TaskSize(int cpu, int memoryMib) {}

  /**
   * Nodes of an OpenSearch domain.
   *
   * @param nodes number of nodes, one per availability zone
   * @param instance instance type
   * @param volumeGib disk per node in GiB
   */
  record SearchCluster(int nodes, String instance, int volumeGib) {}

  /** One CPU worker, one service, the index in the library. */
  static final StackSize SMALL =
      new StackSize(
          "small",
          new Zones(2, 1),
          new EventCapacity(4, Duration.ofHours(1)),
          new WorkerFleet.Cpu(new TaskSize(1024, 2048), 1),
          1,
          Optional.empty(),
          new TaskSize(512, 2048));

  /** Up to four GPU workers on demand, and OpenSearch with three nodes. */
  static final StackSize LARGE =
      new StackSize(
          "large",
          new Zones(3, 3),
          new EventCapacity(100, Duration.ofHours(6)),
          new WorkerFleet.Gpu(List.of("g6.xlarge", "g5.xlarge"), 4, 5000),
          0,
          Optional.of(new SearchCluster(3, "r7g.large.search", 100)),
          new TaskSize(2048, 8192));

  /**
   * @throws IllegalArgumentException if {@code name} is not a size
   */
  static StackSize parse(String name) {
    return List.of(SMALL, LARGE).stream()
        .filter(size -> size.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "size must be small or large, not '%s'".formatted(name)));
  }
}
