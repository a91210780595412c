package org.needledrop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.similarity.Neighbour;

/**
 * An extended M3U playlist in UTF-8, with paths relative to its own folder where that is possible.
 */
final class Playlist {

  private Playlist() {}

  static void write(Path file, Path first, List<Neighbour> neighbours) throws IOException {
    List<Path> tracks = new ArrayList<>(List.of(first));
    neighbours.forEach(neighbour -> tracks.add(Path.of(neighbour.track().path())));
    List<String> lines = new ArrayList<>(List.of("#EXTM3U"));
    for (Path track : tracks) {
      lines.add("#EXTINF:-1," + track.getFileName());
      lines.add(relative(file, track));
    }
    Files.write(file, lines);
  }

  private static String relative(Path playlist, Path track) {
    Path folder = playlist.toAbsolutePath().normalize().getParent();
    Path absolute = track.toAbsolutePath().normalize();
    boolean oneRoot = folder.getRoot().equals(absolute.getRoot());
    return (oneRoot ? folder.relativize(absolute) : absolute).toString();
  }
}
