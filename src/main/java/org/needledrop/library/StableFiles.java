package org.needledrop.library;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Determines which files of a folder are complete and need tagging: those unchanged for a while and
 * not yet done in their current state. Uses no clock and no disk itself; not thread-safe.
 */
public final class StableFiles {

  private final Duration settle;
  private final Map<Path, FileState> left = new HashMap<>();
  private Map<Path, Sighting> sightings = Map.of();

  /**
   * @param settle how long a file must be unchanged
   */
  public StableFiles(Duration settle) {
    this.settle = settle;
  }

  /**
   * @param since when the current state was first seen
   */
  private record Sighting(FileState file, Instant since) {}

  /**
   * Returns the files that are ready, in the given order, until each is {@link #left}. Empty files
   * never are: they are about to be written.
   *
   * @param now time of a monotonic clock; a step backwards restarts each wait
   * @param files all current files; others are forgotten
   */
  public List<FileState> ready(Instant now, Collection<FileState> files) {
    Map<Path, Sighting> seen = HashMap.newHashMap(files.size());
    List<FileState> ready = new ArrayList<>();
    for (FileState file : files) {
      Sighting sighting = sighting(file, now);
      seen.put(file.path(), sighting);
      if (isReady(sighting, now)) {
        ready.add(file);
      }
    }
    sightings = seen;
    left.keySet().retainAll(seen.keySet());
    return ready;
  }

  private Sighting sighting(FileState file, Instant now) {
    Sighting before = sightings.get(file.path());
    boolean stoodStill =
        before != null && before.file().equals(file) && !now.isBefore(before.since());
    return stoodStill ? before : new Sighting(file, now);
  }

  private boolean isReady(Sighting sighting, Instant now) {
    FileState file = sighting.file();
    return file.bytes() > 0
        && !file.equals(left.get(file.path()))
        && !now.isBefore(sighting.since().plus(settle));
  }

  /** Marks a file as done in this state; it is ready again only after a change. */
  public void left(FileState file) {
    left.put(file.path(), file);
  }
}
