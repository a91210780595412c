package org.needledrop.aws;

import java.util.List;

/** What workers run on. */
sealed interface WorkerFleet {

  /** Most workers at once. */
  int most();

  /**
   * On Fargate.
   *
   * @param task of each; a heap of 768 MB and 400 MB beside it, see docs/worker.md
   */
  record Cpu(Size.Task task, int most) implements WorkerFleet {}

  /**
   * On machines with one GPU each, which come and go with the queue.
   *
   * @param instances types, the preferred one first; x86-64 all of them
   * @param eventsForAll so many waiting events call all of them, fewer only one
   */
  record Gpu(List<String> instances, int most, int eventsForAll) implements WorkerFleet {

    public Gpu {
      instances = List.copyOf(instances);
    }
  }
}
