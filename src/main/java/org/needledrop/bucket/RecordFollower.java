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
 * Keeps a similarity index as the records of a bucket are, in a thread of its own. What fails is
 * tried again until it succeeds. Of two that share a queue the slower one may write last what the
 * faster has already seen replaced; two that list the records both do all the work, and agree.
 */
public final class RecordFollower implements AutoCloseable {

  private static final Logger LOG = System.getLogger(RecordFollower.class.getName());

  /** Before whatever failed is tried again. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final RecordChanges changes;
  private final RecordedTracks tracks;
  private final AtomicLong taken = new AtomicLong();
  private volatile Optional<Instant> failingSince = Optional.empty();
  private volatile boolean closed;
  private Thread thread = new Thread();

  /**
   * @param changes is closed with this
   */
  public RecordFollower(RecordChanges changes, RecordedTracks tracks) {
    this.changes = changes;
    this.tracks = tracks;
  }

  /**
   * Begins; to be called once.
   *
   * @param writing lends the index to whoever writes into it; throws when it cannot be had now
   */
  public synchronized void start(Consumer<Consumer<SimilarityIndex>> writing) {
    thread = Thread.ofPlatform().name("records").start(() -> follow(writing));
  }

  /** Records that were brought into the index so far; each as often as it changed. */
  public long taken() {
    return taken.get();
  }

  /** How long nothing has succeeded any more; zero while all is well. */
  public Duration failing() {
    return failingSince.map(since -> Duration.between(since, Instant.now())).orElse(Duration.ZERO);
  }

  /** A batch that failed is kept: nobody would be told of it again for some minutes. */
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
          tell(e);
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed while it waited
    }
  }

  /** Never interrupted: an index that is written into would suffer. */
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

  /** Once, not every few seconds. */
  private void tell(RuntimeException failure) {
    if (failingSince.isEmpty() && !closed) {
      failingSince = Optional.of(Instant.now());
      LOG.log(Level.WARNING, "cannot update the index from the records; retrying", failure);
    }
  }

  /** What is being written is finished first. */
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
