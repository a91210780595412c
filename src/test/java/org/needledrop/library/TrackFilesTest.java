package org.needledrop.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.failure.TrackFailure;

class TrackFilesTest {

  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  private static void unreadable(TrackFailure failure) {
    throw failure;
  }

  @Test
  void findsWhatIsNamedLikeAudioAndNotWhatIsHidden() throws IOException {
    Path loud = file("music/Loud.MP3");
    Path deep = file("music/a/b/deep.flac");
    file("music/notes.txt");
    file("music/.part.mp3");
    file("music/.trash/gone.mp3");
    file("music/copies/copy.mp3");

    assertThat(
            TrackFiles.below(
                folder.resolve("music"),
                Optional.of(folder.resolve("music/../music/copies")),
                TrackFilesTest::unreadable))
        .containsExactly(loud, deep);
  }

  @Test
  void looksIntoAFolderThatIsNamedByALink() throws IOException {
    file("disk/song.mp3");
    Path link = Files.createSymbolicLink(folder.resolve("Music"), folder.resolve("disk"));

    assertThat(TrackFiles.below(link, Optional.empty(), TrackFilesTest::unreadable))
        .containsExactly(link.resolve("song.mp3"));
  }

  @Test
  void findsAFileOnceHoweverManyLinksThereAreToIt() throws IOException {
    Path song = file("music/Artist/song.mp3");
    Path away = file("disk/away.mp3");
    Path best = Files.createDirectory(folder.resolve("music/Best of"));
    Files.createSymbolicLink(folder.resolve("music/A first.mp3"), song);
    Files.createSymbolicLink(best.resolve("song.mp3"), Path.of("../Artist/song.mp3"));
    Path first = Files.createSymbolicLink(best.resolve("away 1.mp3"), away);
    Files.createSymbolicLink(best.resolve("away 2.mp3"), away);

    assertThat(
            TrackFiles.below(folder.resolve("music"), Optional.empty(), TrackFilesTest::unreadable))
        .containsExactly(song, first);
    assertThat(
            TrackFiles.statesBelow(
                folder.resolve("music"),
                Optional.empty(),
                Exclusions.NONE,
                TrackFilesTest::unreadable))
        .extracting(FileState::path)
        .containsExactly(song, first);
  }

  @Test
  void findsLinksTooWhereCopiesAreMade() throws IOException {
    Path song = file("music/Artist/song.mp3");
    Path link = Files.createSymbolicLink(folder.resolve("music/song.mp3"), song);

    assertThat(
            TrackFiles.below(
                folder.resolve("music"),
                Optional.of(folder.resolve("music/copies")),
                TrackFilesTest::unreadable))
        .containsExactly(song, link);
  }

  @Test
  void returnsTheStateOfEachFileAndOmitsDeletedOnes() throws IOException {
    Path song = Files.writeString(file("song.mp3"), "12345");
    Files.createSymbolicLink(folder.resolve("dangling.mp3"), folder.resolve("nowhere.mp3"));

    List<FileState> states =
        TrackFiles.statesBelow(
            folder, Optional.empty(), Exclusions.NONE, TrackFilesTest::unreadable);

    assertThat(states).extracting(FileState::path).containsExactly(song);
    assertThat(states.getFirst().bytes()).isEqualTo(5);
  }

  @Test
  void saysOfAFolderWhyItCannotBeReadAndGoesOn() throws IOException {
    Path song = file("song.mp3");
    List<TrackFailure> failures = new ArrayList<>();

    try (UnreadableFolder deep = UnreadableFolder.below(folder)) {
      assertThat(TrackFiles.below(folder, Optional.empty(), failures::add)).containsExactly(song);

      assertThat(failures)
          .extracting(TrackFailure::getMessage)
          .containsExactly(deep.path() + ": cannot be read: File name too long");
    }
  }
}
