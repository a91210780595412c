package org.needledrop.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.storage.ObjectKey;

/**
 * Writes an extended M3U playlist in UTF-8. Paths are relative to the playlist's folder where
 * possible; S3 objects appear by their address.
 */
public final class Playlist {

  private Playlist() {}

  /**
   * Writes the tracks in their order.
   *
   * @return tracks that were left out, as their path has a line break, which M3U cannot express
   */
  public static List<IndexedTrack> write(Path file, List<IndexedTrack> tracks) throws IOException {
    List<IndexedTrack> leftOut = new ArrayList<>();
    List<String> lines = new ArrayList<>(List.of("#EXTM3U"));
    for (IndexedTrack track : tracks) {
      if (hasLineBreak(track.path())) {
        leftOut.add(track);
        continue;
      }
      lines.add("#EXTINF:%d,%s".formatted(Math.round(track.seconds()), title(track.path())));
      lines.add(
          ObjectKey.isAddress(track.path())
              ? track.path()
              : entry(relative(file, Path.of(track.path()))));
    }
    Files.write(file, lines);
    return leftOut;
  }

  private static boolean hasLineBreak(String path) {
    return path.indexOf('\n') >= 0 || path.indexOf('\r') >= 0;
  }

  /** Returns the file's name without its extension. */
  private static String title(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String relative(Path playlist, Path track) {
    Path folder = playlist.toAbsolutePath().normalize().getParent();
    Path absolute = track.toAbsolutePath().normalize();
    boolean oneRoot = folder.getRoot().equals(absolute.getRoot());
    return (oneRoot ? folder.relativize(absolute) : absolute).toString();
  }

  /** Protects a path that a player would take for a comment, or trim. */
  private static String entry(String path) {
    boolean looksLikeComment = path.startsWith("#");
    boolean startsBlank = Character.isWhitespace(path.charAt(0));
    return looksLikeComment || startsBlank ? "./" + path : path;
  }
}
