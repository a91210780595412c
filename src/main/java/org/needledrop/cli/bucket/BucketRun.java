package org.needledrop.cli.bucket;

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
import org.needledrop.bucket.BucketSetup;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.Destination;
import org.needledrop.bucket.EventDelivery;
import org.needledrop.bucket.FileTagging;
import org.needledrop.bucket.ObjectFilter;
import org.needledrop.bucket.Result;
import org.needledrop.cli.option.BucketOptions;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.report.ReportLine;
import org.needledrop.cli.report.ReportLine.Status;
import org.needledrop.library.Exclusions;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.tagging.TrackOutcome;

/** Tags objects of a store in parallel. */
public final class BucketRun implements AutoCloseable {

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
   * Connects to the store of the options and deletes abandoned scratch files.
   *
   * @param destination where tagged objects are written
   * @param dryRun whether to write nothing
   */
  public static BucketRun open(
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
            new BucketSetup(
                store,
                new BucketRecords(store, settings.recordsBucket()),
                filter,
                destination,
                scratch,
                dryRun),
            tagging,
            failed -> {});
    return new BucketRun(store, filter, tagger, destination, options.rate());
  }

  public BucketTagger tagger() {
    return tagger;
  }

  /** Lists objects that may be tracks, each once. The stream is lazy: it lists while it is read. */
  public Stream<StoredObject> list(List<ObjectKey> prefixes, Exclusions exclusions) {
    // Not flatMap: its iterator would buffer a whole prefix.
    return prefixes.stream()
        .filter(prefix -> prefixes.stream().noneMatch(other -> isWithin(prefix, other)))
        .distinct()
        .map(prefix -> list(prefix, exclusions))
        .reduce(Stream.empty(), Stream::concat)
        .filter(object -> filter.wants(object.key()));
  }

  private Stream<StoredObject> list(ObjectKey prefix, Exclusions exclusions) {
    int start = prefix.key().lastIndexOf('/') + 1;
    return store
        .list(prefix)
        .filter(object -> !exclusions.leaveOut(Path.of(object.key().key().substring(start))));
  }

  private static boolean isWithin(ObjectKey prefix, ObjectKey other) {
    return prefix.bucket().equals(other.bucket())
        && prefix.key().startsWith(other.key())
        && !prefix.equals(other);
  }

  /**
   * Tags objects until the iterator ends or {@code mayGoOn} returns false. Objects already begun
   * are finished.
   *
   * @param jobs number of objects tagged in parallel
   * @param mayGoOn called before each object
   * @param results receives one result per object; calls do not overlap
   */
  public void tag(
      Iterator<StoredObject> objects,
      int jobs,
      BooleanSupplier mayGoOn,
      BiConsumer<StoredObject, Result> results) {
    RateLimiter pace = new RateLimiter(rate);
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
                Result result = tagger.tag(object.key(), EventDelivery.LISTED);
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
      throw new CancellationException("interrupted; run the command again to resume");
    }
  }

  /** Returns the report line of an object; empty if it is not a track. */
  public Optional<ReportLine> line(ObjectKey object, Result result) {
    String target = destination.of(object).orElse(object).toString();
    return switch (result) {
      case Result.Tagged(TrackOutcome.Finished finished) ->
          Optional.of(ReportLine.finished(object.toString(), target, finished));
      case Result.Skipped(Result.Why why) ->
          switch (why) {
            case UNCHANGED, STALE_EVENT ->
                Optional.of(ReportLine.unread(object.toString(), target, Status.UNCHANGED));
            case NO_AUDIO, GONE -> Optional.empty();
          };
      case Result.InArchive _ ->
          Optional.of(ReportLine.unread(object.toString(), target, Status.ARCHIVED));
      case Result.Failed failed ->
          Optional.of(ReportLine.failed(object.toString(), target, failed.message()));
      case Result.Postponed postponed ->
          Optional.of(ReportLine.failed(object.toString(), target, postponed.message()));
    };
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
