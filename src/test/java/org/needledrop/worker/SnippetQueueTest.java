package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SnippetQueueTest {

  private static final long MILLI = 1_000_000;
  private static final BatchLimits LIMITS =
      new BatchLimits(8, Duration.ofMillis(5), 5_000, 4_000, Duration.ofSeconds(1));

  private final SnippetQueue queue = new SnippetQueue(LIMITS);

  @Test
  void waitsForOthersUntilTheBatchIsFullOrTheFirstHasWaitedLongEnough() {
    queue.add(work(3, 0));

    assertThat(queue.nanosToWait(2 * MILLI)).hasValue(3 * MILLI);
    assertThat(queue.nanosToWait(6 * MILLI)).hasValue(0);
    queue.add(work(5, 2 * MILLI));
    assertThat(queue.nanosToWait(2 * MILLI)).hasValue(0);
  }

  @Test
  void hasNothingToWaitForWhenItIsEmpty() {
    assertThat(queue.nanosToWait(0)).isEmpty();
    assertThat(queue.take(0, 8)).isEmpty();
  }

  @Test
  void aSmallRequestDoesNotWaitForALargeOneThatCameBefore() {
    queue.add(work(4_000, 0));
    InferenceJob small = work(4, 0);
    queue.add(small);

    assertThat(queue.take(0, 8)).extracting(InferenceJob.Slice::work).contains(small);
    assertThat(small.waiting()).isZero();
  }

  @Test
  void aLargeRequestAloneFillsItsBatches() {
    queue.add(work(20, 0));

    assertThat(count(queue.take(0, 8))).isEqualTo(8);
    assertThat(count(queue.take(0, 8))).isEqualTo(8);
    assertThat(count(queue.take(0, 8))).isEqualTo(4);
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void takesNoMoreThanARunnerCanHold() {
    queue.add(work(20, 0));

    assertThat(count(queue.take(0, 3))).isEqualTo(3);
  }

  @Test
  void refusesWhatDoesNotFitNowAndWhatNeverFits() {
    queue.add(work(4_000, 0));

    assertThatThrownBy(() -> queue.add(work(1_001, 0)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Refusal.Reason.OVERLOADED);
              assertThat(refusal.retryAfter()).isPositive();
            });
    assertThatThrownBy(() -> queue.add(work(4_001, 0)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_LARGE));
  }

  @Test
  void aCancelledRequestLeavesTheQueue() {
    InferenceJob cancelled = work(4, 0);
    queue.add(cancelled);
    cancelled.answer().cancel(false);

    assertThat(queue.take(0, 8)).isEmpty();
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void countsNothingOfARequestThatIsCancelledWhileItIsLookedAt() {
    try (ExecutorService clients = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < 20_000; i++) {
        InferenceJob cancelled = work(4, 0);
        queue.add(cancelled);
        clients.execute(() -> cancelled.answer().cancel(false));
        while (queue.nanosToWait(0).isPresent()) {
          Thread.onSpinWait();
        }
        assertThat(queue.waiting()).isZero();
      }
    }
  }

  @Test
  void aLateRequestIsRefusedAndLeavesTheQueue() {
    InferenceJob late = work(4, 0);
    queue.add(late);

    assertThat(queue.take(1_000 * MILLI, 8)).isEmpty();
    assertThatThrownBy(() -> late.answer().join()).hasCauseInstanceOf(Refusal.class);
  }

  private static int count(List<InferenceJob.Slice> batch) {
    return batch.stream().mapToInt(InferenceJob.Slice::count).sum();
  }

  private static InferenceJob work(int snippets, long now) {
    return new InferenceJob(new byte[snippets][1], now, now + LIMITS.timeout().toNanos());
  }
}
