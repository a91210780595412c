package org.needledrop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.needledrop.bucket.BucketRecords;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.Destination;
import org.needledrop.bucket.FileTagging;
import org.needledrop.bucket.ObjectFilter;
import org.needledrop.bucket.Result;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.tagging.Track;
import org.needledrop.tagging.TrackReport;

/** Tags objects of a store, several side by side. */
final class BucketRun implements AutoCloseable {

  private final ObjectStore store;
  private final ObjectFilter filter;
  private final BucketTagger tagger;
  private final Destination destination;
  private final Optional<Double> rate;

  private BucketRun(
      ObjectStore store,
      ObjectFilter filter,
      BucketTagger tagger,
      Destination destination,
      Optional<Double> rate) {
    this.store = store;
    this.filter = filter;
    this.tagger = tagger;
    this.destination = destination;
    this.rate = rate;
  }

  /**
   * Reaches the store that the options name.
   *
   * @param destination of the tagged objects
   * @param dryRun write nothing
   */
  static BucketRun open(
      BucketOptions options,
      Settings settings,
      FileTagging tagging,
      Destination destination,
      boolean dryRun)
      throws IOException {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    BucketTagger.deleteAbandoned(scratch);
    ObjectStore store = S3ObjectStore.open(options.endpoint(settings));
    ObjectFilter filter = ObjectFilter.upTo(settings.maxBytes());
    BucketTagger tagger =
        new BucketTagger(
            store,
            new BucketRecords(store, settings.recordsBucket()),
            filter,
            tagging,
            destination,
            scratch,
            failed -> {},
            dryRun);
    return new BucketRun(store, filter, tagger, destination, options.rate());
  }

  BucketTagger tagger() {
    return tagger;
  }

  /** The objects that may be tracks, each once; listed as the stream is read. */
  Stream<StoredObject> list(List<ObjectKey> prefixes) {
    // Concatenated, as an iterator of flatMap would hold all of a prefix.
    return prefixes.stream()
        .filter(prefix -> prefixes.stream().noneMatch(other -> isWithin(prefix, other)))
        .distinct()
        .map(store::list)
        .reduce(Stream.empty(), Stream::concat)
        .filter(object -> filter.wants(object.key()));
  }

  private static boolean isWithin(ObjectKey prefix, ObjectKey other) {
    return prefix.bucket().equals(other.bucket())
        && prefix.key().startsWith(other.key())
        && !prefix.equals(other);
  }

  /**
   * Tags objects as long as it may go on; those that are begun are finished.
   *
   * @param jobs at a time
   * @param mayGoOn asked before each object
   * @param results gets one result an object as each is finished, one at a time
   */
  void tag(
      Iterator<StoredObject> objects,
      int jobs,
      BooleanSupplier mayGoOn,
      BiConsumer<StoredObject, Result> results) {
    Pace pace = new Pace(rate);
    Semaphore free = new Semaphore(jobs);
    try (ExecutorService executor =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      while (objects.hasNext()) {
        StoredObject object = objects.next();
        pace.await();
        free.acquire();
        if (!mayGoOn.getAsBoolean()) {
          break;
        }
        executor.execute(
            () -> {
              try {
                Result result = tagger.tag(object.key(), Optional.empty());
                synchronized (results) {
                  results.accept(object, result);
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
  Optional<Told> told(ObjectKey object, Result result) {
    String target = destination.of(object).orElse(object).toString();
    return switch (result) {
      case Result.Tagged(TrackReport report) ->
          Optional.of(new Told(object.toString(), target, Optional.empty(), report));
      case Result.Skipped(Result.Why why) ->
          switch (why) {
            case AS_LEFT, OLD_NEWS ->
                Optional.of(told(object, target, TrackReport.Status.UNCHANGED, Optional.empty()));
            case NO_AUDIO, GONE -> Optional.empty();
          };
      case Result.InArchive _ ->
          Optional.of(told(object, target, TrackReport.Status.ARCHIVED, Optional.empty()));
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

  @Override
  public void close() throws IOException {
    store.close();
  }
}
