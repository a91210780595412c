package org.needledrop.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.library.Exclusions;
import org.needledrop.library.Track;

class TrackArgumentsTest {

  @TempDir private Path folder;

  @Test
  void nameAFileOnceThoughALinkToItLiesBelowAnotherPath() throws IOException {
    Path artist = Files.createDirectory(folder.resolve("Artist"));
    Path best = Files.createDirectory(folder.resolve("Best of"));
    Path song = Files.createFile(artist.resolve("song.mp3"));
    Path link = Files.createSymbolicLink(best.resolve("the song.mp3"), song);
    List<Path> paths = List.of(best, artist);

    assertThat(new TrackArguments(paths, Optional.empty(), Exclusions.NONE).tracks(_ -> {}))
        .containsExactly(Track.inPlace(song));
    assertThat(
            new TrackArguments(paths, Optional.of(folder.resolve("out")), Exclusions.NONE)
                .tracks(_ -> {}))
        .extracting(Track::source)
        .containsExactly(link, song);
  }
}
