package org.needledrop.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.ObjectFilter;
import org.needledrop.bucket.Result;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;
import org.needledrop.tagging.Track;
import org.needledrop.tagging.TrackReport;

/** Tags all objects below some prefixes, several side by side. */
final class BucketRun {

  private final ObjectStore store;
  private final BucketTagger tagger;

  BucketRun(ObjectStore store, BucketTagger tagger) {
    this.store = store;
    this.tagger = tagger;
  }

  /** The objects that may be tracks, each once. */
  List<StoredObject> list(List<ObjectKey> prefixes) {
    ObjectFilter filter = ObjectFilter.all();
    return prefixes.stream()
        .flatMap(prefix -> store.list(prefix).stream())
        .filter(object -> filter.wants(object.key()))
        .distinct()
        .toList();
  }

  /**
   * Tags objects.
   *
   * @param jobs at a time
   * @param results gets one result an object as each is finished, one at a time
   */
  void tag(List<StoredObject> objects, int jobs, Pace pace, BiConsumer<ObjectKey, Result> results) {
    Semaphore free = new Semaphore(jobs);
    try (ExecutorService executor =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (StoredObject object : objects) {
        pace.await();
        free.acquire();
        executor.execute(
            () -> {
              try {
                Result result = tagger.tag(object.key(), Optional.empty());
                synchronized (results) {
                  results.accept(object.key(), result);
                }
              } finally {
                free.release();
              }
            });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped; run it again to go on from here");
    }
  }

  /** What is told of an object; empty where it is no track. */
  static Optional<Told> told(ObjectKey object, String target, Result result) {
    return switch (result) {
      case Result.Tagged(TrackReport report) ->
          Optional.of(new Told(object.toString(), target, Optional.empty(), report));
      case Result.Skipped(Result.Why why) ->
          switch (why) {
            case AS_LEFT, OLD_NEWS ->
                Optional.of(told(object, target, TrackReport.Status.UNCHANGED, Optional.empty()));
            case NO_AUDIO, GONE -> Optional.empty();
          };
      case Result.Failed failed ->
          Optional.of(
              told(object, target, TrackReport.Status.FAILED, Optional.of(failed.message())));
      case Result.Postponed postponed ->
          Optional.of(
              told(object, target, TrackReport.Status.FAILED, Optional.of(postponed.message())));
    };
  }

  private static Told told(
      ObjectKey object, String target, TrackReport.Status status, Optional<String> failure) {
    TrackReport report =
        new TrackReport(
            Track.inPlace(Path.of("object")),
            status,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Told(object.toString(), target, failure, report);
  }
}
