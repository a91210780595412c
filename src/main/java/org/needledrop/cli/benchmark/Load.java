package org.needledrop.cli.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.ScoringUnavailable;

/** Closed-loop load: each client sends its next request when the previous one is answered. */
public final class Load {

  private final Scorer scorer;
  private final Snippets noise;

  /**
   * @param snippets per request
   */
  public Load(Scorer scorer, ModelManifest model, int snippets) {
    this.scorer = scorer;
    this.noise = noise(model, snippets);
  }

  private static Snippets noise(ModelManifest model, int count) {
    byte[][] logMels = new byte[count][model.mel().melBands() * model.snippet().frames()];
    Random random = new Random(1);
    for (byte[] logMel : logMels) {
      random.nextBytes(logMel);
    }
    return model.snippets(logMels);
  }

  /** Runs the clients for a duration, waits for their last responses and returns the figures. */
  public LoadFigures run(int clients, Duration duration) {
    ConcurrentLinkedQueue<Long> answered = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        senders.execute(
            () -> {
              while (System.nanoTime() - start < duration.toNanos()) {
                askOnce(answered, refused, failed);
              }
            });
      }
    }
    return new LoadFigures(
        List.copyOf(answered),
        refused.get(),
        failed.get(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void askOnce(
      ConcurrentLinkedQueue<Long> answered, AtomicInteger refused, AtomicInteger failed) {
    long asked = System.nanoTime();
    try {
      scorer.score(noise);
      answered.add(System.nanoTime() - asked);
    } catch (ScoringUnavailable e) {
      (e.isRefused() ? refused : failed).incrementAndGet();
    } catch (RuntimeException e) {
      failed.incrementAndGet();
    }
  }
}
