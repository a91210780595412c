package org.needledrop.cli.query;

import java.nio.file.Path;
import org.needledrop.similarity.IndexedTrack;

/**
 * A track of the index that a query is applied to.
 *
 * @param path below the library's folder; absolute for other files, an address for objects
 */
public record ListedTrack(IndexedTrack track, String path) {

  /**
   * Returns a track of a library.
   *
   * @param library absolute path of the library's folder
   */
  public static ListedTrack of(IndexedTrack track, Path library) {
    String folder = library + "/";
    String path = track.path();
    return new ListedTrack(track, path.startsWith(folder) ? path.substring(folder.length()) : path);
  }
}
