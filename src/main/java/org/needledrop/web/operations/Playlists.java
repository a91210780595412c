package org.needledrop.web.operations;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.storage.ObjectKey;

/** Formats tracks as playlists. */
final class Playlists {

  private Playlists() {}

  /**
   * Returns an extended M3U playlist in UTF-8 with the paths of the files, without those that have
   * a line break, which M3U cannot express.
   */
  static String m3u8(String title, List<IndexedTrack> tracks) {
    StringBuilder list = new StringBuilder("#EXTM3U\n#PLAYLIST:" + oneLine(title) + "\n");
    for (IndexedTrack track : tracks) {
      if (!oneLine(track.path()).equals(track.path())) {
        continue;
      }
      list.append("#EXTINF:")
          .append(Math.round(track.seconds()))
          .append(',')
          .append(oneLine(TrackViews.caption(track)))
          .append('\n')
          .append(track.path())
          .append('\n');
    }
    return list.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  /** JSPF, the JSON form of XSPF. */
  record Jspf(Playlist playlist) {}

  /** The playlist element. */
  record Playlist(String title, List<Entry> track) {}

  /** A track element; {@code duration} in milliseconds. */
  record Entry(
      List<String> location,
      List<String> identifier,
      String title,
      Optional<String> creator,
      Optional<String> album,
      long duration) {}

  static Jspf jspf(String title, List<IndexedTrack> tracks) {
    return new Jspf(new Playlist(title, tracks.stream().map(Playlists::entry).toList()));
  }

  /** Returns the percent-encoded URI that JSPF requires. */
  private static String location(String path) {
    if (!ObjectKey.isAddress(path)) {
      return Path.of(path).toUri().toString();
    }
    ObjectKey object = ObjectKey.of(path);
    try {
      return new URI("s3", object.bucket(), "/" + object.key(), null, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("cannot convert to a URI: " + path, e);
    }
  }

  private static Entry entry(IndexedTrack track) {
    return new Entry(
        List.of(location(track.path())),
        List.of("urn:" + track.audioHash()),
        track.metadata().title().orElseGet(() -> TrackViews.name(track)),
        track.metadata().artist(),
        track.metadata().album(),
        Math.round(1000 * track.seconds()));
  }
}
