package org.needledrop.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.similarity.Neighbour;
import org.needledrop.storage.ObjectKey;

/**
 * Writes an extended M3U playlist in UTF-8. Paths are relative to the playlist's folder where
 * possible; S3 objects appear by their address.
 */
public final class Playlist {

  private Playlist() {}

  public static void write(Path file, Path first, List<Neighbour> neighbours) throws IOException {
    List<String> tracks = new ArrayList<>(List.of(first.toString()));
    neighbours.forEach(neighbour -> tracks.add(neighbour.track().path()));
    List<String> lines = new ArrayList<>(List.of("#EXTM3U"));
    for (String track : tracks) {
      Path path = Path.of(track);
      lines.add("#EXTINF:-1," + path.getFileName());
      lines.add(ObjectKey.isAddress(track) ? track : relative(file, path));
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
