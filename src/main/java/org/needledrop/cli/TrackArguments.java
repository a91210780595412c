package org.needledrop.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.needledrop.tagging.Track;
import org.needledrop.tagging.TrackFiles;

/** The tracks that paths on the command line stand for, and the files that they become. */
record TrackArguments(List<Path> paths, Optional<Path> out) {

  /** Each file once, with a target below {@code out} as it lies below its path. */
  List<Track> tracks() {
    List<Track> tracks = new ArrayList<>();
    for (Path root : paths) {
      for (Path file : TrackFiles.below(root, out)) {
        tracks.add(track(root, file, out));
      }
    }
    List<Track> distinct = tracks.stream().distinct().toList();
    refuseSharedTargets(distinct);
    return distinct;
  }

  /** A file below a root, tagged in place or with a copy that lies below {@code out} likewise. */
  static Track track(Path root, Path file, Optional<Path> out) {
    return out.map(folder -> copy(root, file, folder)).orElseGet(() -> Track.inPlace(file));
  }

  private static Track copy(Path root, Path file, Path folder) {
    Path relative = Files.isDirectory(root) ? root.relativize(file) : file.getFileName();
    return new Track(file, folder.resolve(relative.toString()));
  }

  private static void refuseSharedTargets(List<Track> tracks) {
    Map<Path, List<Track>> byTarget = tracks.stream().collect(Collectors.groupingBy(Track::target));
    byTarget.values().stream()
        .filter(sharing -> sharing.size() > 1)
        .findFirst()
        .ifPresent(
            sharing -> {
              throw new UsageException(
                  "%s and %s would both become %s; tag them in separate runs"
                      .formatted(
                          sharing.get(0).source(),
                          sharing.get(1).source(),
                          sharing.getFirst().target()));
            });
  }
}
