package org.needledrop.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.needledrop.failure.TrackFailure;
import org.needledrop.tagging.Track;
import org.needledrop.tagging.TrackFiles;

/** The tracks that paths on the command line stand for, and the files that they become. */
record TrackArguments(List<Path> paths, Optional<Path> out) {

  /**
   * Each file once, with a target below {@code out} as it lies below its path.
   *
   * @param unreadable gets folders that cannot be looked into
   */
  List<Track> tracks(Consumer<TrackFailure> unreadable) {
    Map<Path, Track> byTarget = new LinkedHashMap<>();
    for (Path root : paths) {
      for (Path file : TrackFiles.below(root, out, unreadable)) {
        Track track = track(root, file, out);
        Track first = byTarget.putIfAbsent(track.target(), track);
        if (first != null && !first.source().equals(track.source())) {
          throw new UsageException(
              "%s and %s would both become %s; tag them in separate runs"
                  .formatted(first.source(), track.source(), track.target()));
        }
      }
    }
    if (out.isEmpty() && paths.size() > 1) {
      byTarget.keySet().retainAll(Set.copyOf(TrackFiles.once(List.copyOf(byTarget.keySet()))));
    }
    return List.copyOf(byTarget.values());
  }

  /** A file below a root, tagged in place or with a copy that lies below {@code out} likewise. */
  static Track track(Path root, Path file, Optional<Path> out) {
    return out.map(folder -> copy(root, file, folder)).orElseGet(() -> Track.inPlace(file));
  }

  private static Track copy(Path root, Path file, Path folder) {
    Path relative = Files.isDirectory(root) ? root.relativize(file) : file.getFileName();
    return new Track(file, folder.resolve(relative.toString()));
  }
}
