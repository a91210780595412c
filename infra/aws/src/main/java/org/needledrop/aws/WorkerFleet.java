package org.needledrop.aws;

import java.util.List;

/** What the workers run on. */
sealed interface WorkerFleet {

  /** Maximum number of workers. */
  int maxWorkers();

  /**
   * CPU workers on Fargate.
   *
   * @param task size of one worker, which uses a heap of 768 MB and 400 MB outside it; see
   *     docs/worker.md
   */
  record Cpu(StackSize.TaskSize task, int maxWorkers) implements WorkerFleet {}

  /**
   * GPU workers on EC2 instances with one GPU each, started on demand.
   *
   * @param instances x86-64 instance types, the preferred one first
   * @param backlogForMaxWorkers number of events that starts all workers at once; fewer start one
   */
  record Gpu(List<String> instances, int maxWorkers, int backlogForMaxWorkers)
      implements WorkerFleet {

    public Gpu {
      instances = List.copyOf(instances);
    }
  }
}
