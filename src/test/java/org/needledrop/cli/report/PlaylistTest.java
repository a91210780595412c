package org.needledrop.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.Metadata;
import org.needledrop.similarity.IndexedTrack;

class PlaylistTest {

  @TempDir private Path folder;

  private IndexedTrack track(String path, double seconds) {
    return new IndexedTrack(
        "sha256:" + path.hashCode(),
        path.startsWith("s3:") ? path : folder.resolve(path).toString(),
        Metadata.NONE,
        "net-1",
        seconds,
        List.of("rock"),
        Optional.empty(),
        Optional.of("silent"),
        Optional.empty());
  }

  @Test
  void namesThatAPlayerWouldMisreadAreProtected() throws IOException {
    Path list = folder.resolve("list.m3u8");

    List<IndexedTrack> leftOut =
        Playlist.write(
            list,
            List.of(
                track("#1 hit.mp3", 61.4),
                track(" blank.mp3", 2.5),
                track("Album/line\nbreak.mp3", 1),
                track("Album/return\r.mp3", 1),
                track("Album/.hidden", 1),
                track("s3://music/a b.mp3", 3599.6)));

    assertThat(Files.readAllLines(list))
        .containsExactly(
            "#EXTM3U",
            "#EXTINF:61,#1 hit",
            "./#1 hit.mp3",
            "#EXTINF:3, blank",
            "./ blank.mp3",
            "#EXTINF:1,.hidden",
            "Album/.hidden",
            "#EXTINF:3600,a b",
            "s3://music/a b.mp3");
    assertThat(leftOut).extracting(IndexedTrack::path).allMatch(path -> path.contains("/Album/"));
    assertThat(leftOut).hasSize(2);
  }
}
