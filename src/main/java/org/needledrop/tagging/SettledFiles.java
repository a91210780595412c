package org.needledrop.tagging;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which files of a folder are whole and to be worked on: those that stood still for a while,
 * and that nobody has worked off as they stand. Knows no clock and no disk; for one thread.
 */
public final class SettledFiles {

  private final Duration settle;
  private final Map<Path, FileState> left = new HashMap<>();
  private Map<Path, Sighting> sightings = Map.of();

  /**
   * @param settle how long a file must stand still
   */
  public SettledFiles(Duration settle) {
    this.settle = settle;
  }

  /**
   * @param since when the file was first seen as it is
   */
  private record Sighting(FileState file, Instant since) {}

  /**
   * Which files are ready, in their order here; told again until they are {@link #left}. An empty
   * file never is: somebody is about to fill it.
   *
   * @param now by a clock that should not be set; a step backwards begins each wait anew
   * @param files all there are; others are forgotten
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

  /** A file is worked off, and stands like this now: there is nothing to do until it changes. */
  public void left(FileState file) {
    left.put(file.path(), file);
  }
}
