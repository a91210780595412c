package org.needledrop.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.needledrop.audio.Metadata;
import org.needledrop.similarity.IndexedTrack;

class PlaylistsTest {

  private static IndexedTrack track(String path) {
    return new IndexedTrack(
        "sha256:1",
        path,
        Metadata.NONE,
        "genre-musicnn:1",
        7,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void nameObjectsOfABucketByTheirAddressAndFilesByTheirPath() {
    List<IndexedTrack> tracks =
        List.of(track("s3://my_bucket/Dub/a ö?.mp3"), track("/music/a b.mp3"));

    assertThat(Playlists.jspf("Dub", tracks).playlist().track())
        .extracting(Playlists.Entry::location)
        .containsExactly(
            List.of("s3://my_bucket/Dub/a%20%C3%B6%3F.mp3"), List.of("file:///music/a%20b.mp3"));
    assertThat(Playlists.m3u8("Dub", tracks)).contains("\ns3://my_bucket/Dub/a ö?.mp3\n");
  }

  /** The second line of such a name would be another entry, or a comment. */
  @Test
  void leaveOutWhatM3uCannotHold() {
    List<IndexedTrack> tracks = List.of(track("/music/a\nb.mp3"), track("/music/c.mp3"));

    assertThat(Playlists.m3u8("Dub", tracks))
        .isEqualTo("#EXTM3U\n#PLAYLIST:Dub\n#EXTINF:7,c.mp3\n/music/c.mp3\n");
    assertThat(Playlists.jspf("Dub", tracks).playlist().track()).hasSize(2);
  }
}
