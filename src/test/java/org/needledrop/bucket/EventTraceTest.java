package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.storage.ObjectKey;

/**
 * Ten thousand deliveries of events, some twice or five times, in any order, to four functions at a
 * time that are killed now and then, while users replace and delete objects.
 */
@Timeout(120)
class EventTraceTest {

  private static final int DELIVERIES = 10_000;
  private static final int USER_ACTIONS = 2_600;
  private static final int KEYS = 200;
  private static final double KILL_PROBABILITY = 0.01;

  private record Event(ObjectKey key, boolean created, String sequencer) {}

  @TempDir private Path scratch;

  private final Map<ObjectKey, String> newest = new HashMap<>();
  private final Queue<Event> arriving = new ConcurrentLinkedQueue<>();
  private final List<Event> pending = new ArrayList<>();
  private Random random;
  private MemoryObjectStore store;
  private int actions;
  private int deliveries;
  private int kills;
  private final AtomicLong sequence = new AtomicLong(0x10);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyObjectEndsTaggedOnceWithItsNewestContent(int seed) throws Exception {
    random = new Random(seed);
    store = new MemoryObjectStore(this::happened, KILL_PROBABILITY, new Random(seed + 100));
    TextTagging tagging = new TextTagging();
    BucketRecords records = new BucketRecords(store, Optional.empty());
    BucketTagger tagger =
        new BucketTagger(
            new BucketSetup(
                store, records, ObjectFilter.upTo(4L << 30), Destination.inPlace(), scratch, false),
            tagging,
            failed -> {});

    try (ExecutorService functions = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(functions.submit(() -> handleAll(tagger)));
      }
      for (Future<?> function : running) {
        function.get();
      }
    }

    assertThat(deliveries).isGreaterThanOrEqualTo(DELIVERIES);
    assertThat(kills).isGreaterThan(100);
    assertThat(tagging.inferencesOfOwnWrites()).isZero();
    for (int i = 0; i < KEYS; i++) {
      assertObject(key(i), finished(records, key(i)));
    }
  }

  private static ObjectKey key(int number) {
    return new ObjectKey("music", "track %d.mp3".formatted(number));
  }

  private void assertObject(ObjectKey key, Optional<BucketRecord> record) {
    String content = newest.get(key);
    if (content == null) {
      assertThat(store.content(key)).isEmpty();
      assertThat(record.flatMap(BucketRecord::track)).isEmpty();
    } else {
      assertThat(store.content(key).orElseThrow())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(content + TextTagging.TAG);
      assertThat(record.orElseThrow().track().orElseThrow().analysis().audioHash())
          .isEqualTo(content);
      assertThat(record.orElseThrow().etag()).isPresent();
    }
  }

  private static Optional<BucketRecord> finished(BucketRecords records, ObjectKey key) {
    while (true) {
      try {
        return records.find(key);
      } catch (MemoryObjectStore.Killed e) {
        // the test lives on
      }
    }
  }

  private Void handleAll(BucketTagger tagger) {
    for (Optional<Event> event = next(); event.isPresent(); event = next()) {
      try {
        Result result =
            event.get().created()
                ? tagger.tag(
                    event.get().key(), EventDelivery.once(Optional.of(event.get().sequencer())))
                : tagger.remove(
                    event.get().key(), EventDelivery.once(Optional.of(event.get().sequencer())));
        if (result instanceof Result.Postponed) {
          deliverAgain(event.get());
        }
      } catch (MemoryObjectStore.Killed e) {
        killed(event.get());
      }
    }
    return null;
  }

  private synchronized void killed(Event event) {
    kills++;
    pending.add(event);
  }

  private synchronized void deliverAgain(Event event) {
    pending.add(event);
  }

  /** Any event of those on their way; a user acts now and then. */
  private synchronized Optional<Event> next() {
    while (actions < USER_ACTIONS && (pending.isEmpty() || random.nextInt(5) == 0)) {
      act();
      takeIn();
    }
    takeIn();
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    deliveries++;
    int chosen = random.nextInt(pending.size());
    // Delivered at least once: now and then it stays to be delivered again.
    boolean again = random.nextDouble() < 0.6;
    return Optional.of(again ? pending.get(chosen) : pending.remove(chosen));
  }

  private void takeIn() {
    for (Event event = arriving.poll(); event != null; event = arriving.poll()) {
      pending.add(event);
    }
  }

  private void act() {
    actions++;
    ObjectKey key = key(random.nextInt(KEYS));
    if (random.nextInt(6) == 0) {
      newest.remove(key);
      store.delete(key);
    } else {
      String content = "audio " + actions;
      newest.put(key, content);
      store.put(key, content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The store tells of users' writes and of our own alike; records are not told of. */
  private void happened(ObjectKey key, boolean created) {
    if (!key.key().startsWith(BucketRecords.FOLDER)) {
      arriving.add(new Event(key, created, "%012X".formatted(sequence.getAndIncrement())));
    }
  }
}
