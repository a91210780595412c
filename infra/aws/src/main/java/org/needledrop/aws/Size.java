package org.needledrop.aws;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How much of everything there is.
 *
 * @param name as it is asked for
 * @param zones availability zones of the network; a load balancer wants two
 * @param endpointZones of these, those with a door to AWS' services; each costs by the hour
 * @param functions that run at once, fed by the queue; what the workers can answer
 * @param fleet of workers
 * @param leastWorkers that stay when there is nothing to do
 * @param search cluster of the index; without one it is kept in the library's folder
 * @param service what {@code needledrop serve} gets
 * @param oldestEvent how long an event may wait before somebody is told
 */
record Size(
    String name,
    int zones,
    int endpointZones,
    int functions,
    WorkerFleet fleet,
    int leastWorkers,
    Optional<SearchCluster> search,
    Task service,
    Duration oldestEvent) {

  /**
   * @param cpu in 1/1024 of a processor
   * @param memoryMib in MiB
   */
  record Task(int cpu, int memoryMib) {}

  /**
   * @param nodes one in each zone
   * @param instance their type
   * @param volumeGib of each, in GiB
   */
  record SearchCluster(int nodes, String instance, int volumeGib) {}

  /** One worker on a processor, one service, the index on its disk. */
  static final Size SMALL =
      new Size(
          "small",
          2,
          1,
          4,
          new WorkerFleet.Cpu(new Task(1024, 2048), 1),
          1,
          Optional.empty(),
          new Task(512, 2048),
          Duration.ofHours(1));

  /** Workers with a GPU while there is work, and a cluster of three nodes for the index. */
  static final Size LARGE =
      new Size(
          "large",
          3,
          3,
          100,
          new WorkerFleet.Gpu(List.of("g6.xlarge", "g5.xlarge"), 4, 5000),
          0,
          Optional.of(new SearchCluster(3, "r7g.large.search", 100)),
          new Task(2048, 8192),
          Duration.ofHours(6));

  /**
   * @throws IllegalArgumentException when there is no such size
   */
  static Size named(String name) {
    return List.of(SMALL, LARGE).stream()
        .filter(size -> size.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("size is small or large, not '%s'".formatted(name)));
  }
}
