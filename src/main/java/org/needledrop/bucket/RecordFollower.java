package org.needledrop.bucket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.needledrop.similarity.SimilarityIndex;

/**
 * Keeps a similarity index in sync with a bucket's records, in a background thread. Retries
 * failures until they succeed. Two followers of the same queue may overwrite a newer entry with an
 * older one; two that list the records both do all the work and agree.
 */
public final class RecordFollower implements AutoCloseable {

  private static final Logger LOG = System.getLogger(RecordFollower.class.getName());

  /** Pause before a retry. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final RecordChanges changes;
  private final RecordedTracks tracks;
  private final AtomicLong taken = new AtomicLong();
  private volatile Optional<Instant> failingSince = Optional.empty();
  private volatile boolean closed;
  private Thread thread = new Thread();

  /**
   * @param changes closed together with this object
   */
  public RecordFollower(RecordChanges changes, RecordedTracks tracks) {
    this.changes = changes;
    this.tracks = tracks;
  }

  /**
   * Starts following; call once.
   *
   * @param writing runs a change of the index; throws if the index is not available
   */
  public synchronized void start(Consumer<Consumer<SimilarityIndex>> writing) {
    thread = Thread.ofPlatform().name("records").start(() -> follow(writing));
  }

  /** Returns the number of record changes applied so far. */
  public long taken() {
    return taken.get();
  }

  /** Returns the time since failures began; zero if there are none. */
  public Duration failing() {
    return failingSince.map(since -> Duration.between(since, Instant.now())).orElse(Duration.ZERO);
  }

  /** Keeps a failed batch for the retry, as it would be redelivered only after minutes. */
  private void follow(Consumer<Consumer<SimilarityIndex>> writing) {
    Optional<RecordChanges.Batch> batch = Optional.empty();
    try {
      while (!closed) {
        try {
          batch = Optional.of(batch.isPresent() ? batch.get() : changes.next());
          take(batch.get(), writing);
          batch = Optional.empty();
          failingSince = Optional.empty();
        } catch (RuntimeException e) {
          log(e);
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed while waiting
    }
  }

  /** Applies a batch; not interruptible, as that could damage the index. */
  private synchronized void take(
      RecordChanges.Batch batch, Consumer<Consumer<SimilarityIndex>> writing) {
    if (closed) {
      return;
    }
    if (!batch.records().isEmpty()) {
      writing.accept(index -> tracks.index(batch.records(), index));
    }
    batch.taken().run();
    taken.addAndGet(batch.records().size());
  }

  /** Logs a failure once, not at every retry. */
  private void log(RuntimeException failure) {
    if (failingSince.isEmpty() && !closed) {
      failingSince = Optional.of(Instant.now());
      LOG.log(Level.WARNING, "cannot update the index from the records; retrying", failure);
    }
  }

  /** Waits for a running write. */
  @Override
  public void close() {
    Thread waitedFor;
    synchronized (this) {
      closed = true;
      waitedFor = thread;
      thread.interrupt();
    }
    try {
      waitedFor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    changes.close();
  }
}
