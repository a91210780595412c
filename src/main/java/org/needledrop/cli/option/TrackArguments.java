package org.needledrop.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.needledrop.failure.TrackFailure;
import org.needledrop.library.Exclusions;
import org.needledrop.library.Track;
import org.needledrop.library.TrackFiles;

/** Expands paths of the command line to tracks and their target files. */
public record TrackArguments(List<Path> paths, Optional<Path> out, Exclusions exclusions) {

  /**
   * Returns each file once; its target has the same path below {@code out} as the file below its
   * root.
   *
   * @param unreadable receives folders that cannot be listed
   */
  public List<Track> tracks(Consumer<TrackFailure> unreadable) {
    Map<Path, Track> byTarget = new LinkedHashMap<>();
    for (Path root : paths) {
      for (Path file : TrackFiles.below(root, out, exclusions, unreadable)) {
        Track track = track(root, file, out);
        Track first = byTarget.putIfAbsent(track.target(), track);
        if (first != null && !first.source().equals(track.source())) {
          throw new UsageException(
              "%s and %s would both be written to %s; tag them in separate runs"
                  .formatted(first.source(), track.source(), track.target()));
        }
      }
    }
    if (out.isEmpty() && paths.size() > 1) {
      byTarget.keySet().retainAll(Set.copyOf(TrackFiles.once(List.copyOf(byTarget.keySet()))));
    }
    return List.copyOf(byTarget.values());
  }

  /** Returns the track of a file below a root: in place, or with its copy below {@code out}. */
  public static Track track(Path root, Path file, Optional<Path> out) {
    return out.map(folder -> copy(root, file, folder)).orElseGet(() -> Track.inPlace(file));
  }

  private static Track copy(Path root, Path file, Path folder) {
    Path relative = Files.isDirectory(root) ? root.relativize(file) : file.getFileName();
    return new Track(file, folder.resolve(relative.toString()));
  }
}
