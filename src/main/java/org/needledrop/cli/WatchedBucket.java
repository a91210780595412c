package org.needledrop.cli;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.needledrop.bucket.Result;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StoredObject;
import org.needledrop.tagging.TrackReport;

/**
 * Objects below a prefix. They appear whole, so nothing has to settle; what was written here is
 * seen as a change once, and found to be as it was left.
 */
final class WatchedBucket implements WatchRound {

  private final ObjectKey prefix;
  private final BucketRun run;
  private final int jobs;
  private final TagOutput output;
  private final Map<ObjectKey, String> doneEtags = new HashMap<>();
  private final Set<ObjectKey> postponed = new HashSet<>();

  /**
   * @param jobs objects at a time
   */
  WatchedBucket(ObjectKey prefix, BucketRun run, int jobs, TagOutput output) {
    this.prefix = prefix;
    this.run = run;
    this.jobs = jobs;
    this.output = output;
  }

  /** Ends at the first object that nobody can do now; such objects are the last of the next. */
  @Override
  public void go(StopSignal stop, Troubles troubles) {
    List<StoredObject> objects = run.list(List.of(prefix));
    forgetAllBut(objects);
    List<StoredObject> changed =
        objects.stream()
            .filter(object -> !object.etag().equals(doneEtags.get(object.key())))
            .sorted(Comparator.comparing(object -> postponed.contains(object.key())))
            .toList();
    AtomicBoolean stuck = new AtomicBoolean();
    run.tag(
        changed,
        jobs,
        () -> !stop.isWanted() && !stuck.get(),
        (object, result) -> {
          if (result instanceof Result.Postponed later) {
            stuck.set(true);
            postponed.add(object.key());
            troubles.tell("postponed", later.message());
          } else {
            done(object, result);
          }
        });
  }

  private void forgetAllBut(List<StoredObject> objects) {
    Set<ObjectKey> keys = objects.stream().map(StoredObject::key).collect(Collectors.toSet());
    doneEtags.keySet().retainAll(keys);
    postponed.retainAll(keys);
  }

  private void done(StoredObject object, Result result) {
    postponed.remove(object.key());
    doneEtags.put(object.key(), object.etag());
    run.told(object.key(), result)
        .filter(told -> told.report().status() != TrackReport.Status.UNCHANGED)
        .ifPresent(output::add);
  }
}
