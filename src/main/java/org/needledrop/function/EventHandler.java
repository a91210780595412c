package org.needledrop.function;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.EventDelivery;
import org.needledrop.bucket.ObjectEvent;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StorageFailure;

/** Handles storage events one after the other, while there is time. */
final class EventHandler {

  /** Minimum time left to start with an event. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  /** Time reserved for the response. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  private final BucketTagger tagger;
  private final ObjectStore store;
  private final DeadLetters deadLetters;

  EventHandler(BucketTagger tagger, ObjectStore store, DeadLetters deadLetters) {
    this.tagger = tagger;
    this.store = store;
    this.deadLetters = deadLetters;
  }

  /**
   * Handles one event.
   *
   * @param deliveries deliveries of the event, including this one, if its queue redelivers
   * @param timeLeft time until the function is stopped
   */
  Outcome handle(ObjectEvent occurrence, OptionalInt deliveries, Supplier<Duration> timeLeft) {
    return switch (occurrence) {
      case ObjectEvent.Created(String bucket, List<String> keys, Optional<String> sequencer) ->
          inTime(
              timeLeft,
              () ->
                  Outcome.of(
                      tagger.tag(
                          existing(bucket, keys), new EventDelivery(sequencer, deliveries))));
      case ObjectEvent.Restored(String bucket, List<String> keys) ->
          inTime(
              timeLeft,
              () ->
                  Outcome.of(
                      tagger.tag(
                          existing(bucket, keys),
                          new EventDelivery(Optional.empty(), deliveries))));
      case ObjectEvent.Deleted(String bucket, List<String> keys, Optional<String> sequencer) ->
          keys.stream()
              .map(key -> new ObjectKey(bucket, key))
              .map(
                  object ->
                      inTime(
                          timeLeft,
                          () ->
                              Outcome.of(
                                  tagger.remove(object, new EventDelivery(sequencer, deliveries)))))
              .reduce(EventHandler::laterFirst)
              .orElseThrow();
      case ObjectEvent.Nothing(String what) -> new Outcome.Done(what);
      case ObjectEvent.Unreadable unreadable -> inTime(timeLeft, () -> letter(unreadable));
    };
  }

  private Outcome letter(ObjectEvent.Unreadable unreadable) {
    deadLetters.write(unreadable);
    return new Outcome.Rejected(unreadable.reason());
  }

  List<Outcome> handle(
      List<ObjectEvent> occurrences, OptionalInt deliveries, Supplier<Duration> timeLeft) {
    return occurrences.stream().map(one -> handle(one, deliveries, timeLeft)).toList();
  }

  private static Outcome laterFirst(Outcome one, Outcome other) {
    return one instanceof Outcome.Retry ? one : other;
  }

  private static Outcome inTime(Supplier<Duration> timeLeft, Supplier<Outcome> work) {
    Duration left = timeLeft.get();
    if (left.compareTo(LEAST) < 0) {
      return new Outcome.Retry("only %d ms left for the invocation".formatted(left.toMillis()));
    }
    FutureTask<Outcome> task = new FutureTask<>(work::get);
    Thread.ofVirtual().start(task);
    try {
      return task.get(left.minus(RESERVE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return new Outcome.Retry("not finished within %d ms".formatted(left.toMillis()));
    } catch (ExecutionException e) {
      return later(e.getCause());
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Outcome.Retry("interrupted");
    }
  }

  private static Outcome later(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new Outcome.Retry(cause.toString());
  }

  /** Returns the first key of an existing object, or else the most likely key. */
  private ObjectKey existing(String bucket, List<String> keys) {
    List<ObjectKey> objects = keys.stream().map(key -> new ObjectKey(bucket, key)).toList();
    return objects.size() == 1
        ? objects.getFirst()
        : objects.stream().filter(this::exists).findFirst().orElse(objects.getFirst());
  }

  private boolean exists(ObjectKey object) {
    try {
      return store.head(object).isPresent();
    } catch (StorageFailure.Refused e) {
      return false;
    }
  }
}
