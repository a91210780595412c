package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a real runner's thread: what it does between two looks at the queue is what matters. */
@Timeout(60)
class BatchQueueTest {

  private static final int REQUESTS = 20_000;

  private final BatchQueue queue =
      new BatchQueue(new BatchLimits(1, Duration.ZERO, REQUESTS, 2, Duration.ofSeconds(60)));

  @Test
  void aRunnerGoesOnWhenItsOnlyRequestIsCancelledMeanwhile() throws Exception {
    try (ExecutorService runner = Executors.newSingleThreadExecutor()) {
      Future<Boolean> endsDrained =
          runner.submit(
              () -> {
                while (!queue.next(1).isEmpty()) {
                  Thread.onSpinWait();
                }
                return queue.isDraining();
              });
      for (int i = 0; i < REQUESTS && !endsDrained.isDone(); i++) {
        InferenceJob cancelled = queue.submit(new byte[1][1]);
        spin(i % 100);
        cancelled.answer().cancel(false);
      }
      queue.drain();
      assertThat(endsDrained.get()).isTrue();
    }
  }

  @Test
  void aLargeRequestWakesEveryRunner() throws Exception {
    List<Thread> runners = List.of(runnerOfOneBatch(), runnerOfOneBatch());
    for (Thread runner : runners) {
      while (runner.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }

    queue.submit(new byte[2][1]);

    try {
      for (Thread runner : runners) {
        assertThat(runner.join(Duration.ofSeconds(10))).as("woke").isTrue();
      }
    } finally {
      queue.drain();
    }
  }

  private Thread runnerOfOneBatch() {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                queue.next(1);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }
}
