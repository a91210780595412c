package org.needledrop.cli.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.needledrop.bucket.Result;
import org.needledrop.bucket.SeenEtags;
import org.needledrop.cli.bucket.BucketRun;
import org.needledrop.cli.report.ReportLine;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.library.Exclusions;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StoredObject;

/**
 * Watches objects below a prefix. Uploads are atomic, so there is no settle time. An object written
 * here is seen as changed once, and then found to be unchanged.
 */
public final class WatchedBucket implements WatchRound {

  private final ObjectKey prefix;
  private final BucketRun run;
  private final Exclusions exclusions;
  private final int jobs;
  private final TagOutput output;
  private final SeenEtags done = new SeenEtags();
  private final Set<ObjectKey> postponed = new HashSet<>();

  /**
   * @param jobs number of objects tagged in parallel
   */
  public WatchedBucket(
      ObjectKey prefix, Exclusions exclusions, BucketRun run, int jobs, TagOutput output) {
    this.prefix = prefix;
    this.exclusions = exclusions;
    this.run = run;
    this.jobs = jobs;
    this.output = output;
  }

  /** Stops at the first object that must be retried; the next round tries those objects last. */
  @Override
  public void go(StopSignal stop, WarningsOnce troubles) {
    AtomicBoolean stuck = new AtomicBoolean();
    BooleanSupplier mayGoOn = () -> !stop.isWanted() && !stuck.get();
    BiConsumer<StoredObject, Result> results =
        (object, result) -> {
          if (result instanceof Result.Postponed later) {
            stuck.set(true);
            postponed.add(object.key());
            troubles.warn("postponed", later.message());
          } else {
            done(object, result);
          }
        };
    Set<ObjectKey> triedBefore = Set.copyOf(postponed);
    List<StoredObject> last = new ArrayList<>();
    Stream<StoredObject> first =
        run.list(List.of(prefix), exclusions)
            .filter(object -> !done.holds(object))
            .filter(object -> !triedBefore.contains(object.key()) || !last.add(object));
    run.tag(first.iterator(), jobs, mayGoOn, results);
    if (mayGoOn.getAsBoolean()) {
      postponed.clear();
      run.tag(last.iterator(), jobs, mayGoOn, results);
    }
  }

  private void done(StoredObject object, Result result) {
    postponed.remove(object.key());
    done.add(object);
    run.line(object.key(), result)
        .filter(line -> line.status() != ReportLine.Status.UNCHANGED)
        .ifPresent(output::add);
  }
}
