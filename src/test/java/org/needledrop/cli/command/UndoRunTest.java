package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.file.TagReader;

/** Undo of everything, and of single runs. */
class UndoRunTest {

  private static final Path SONG = Path.of("sample-library/muldjord-chaos-god.flac");
  private static final Path OTHER = Path.of("sample-library/gravel-road.flac");

  @TempDir private Path folder;
  private Path song;
  private Path other;

  @BeforeEach
  void copySongs() throws IOException {
    song = Files.copy(SONG, folder.resolve("song.flac"));
    other = Files.copy(OTHER, folder.resolve("other.flac"));
  }

  private String tag(String... options) {
    List<String> arguments = new ArrayList<>(List.of("tag", folder.toString()));
    arguments.addAll(List.of(options));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    Matcher id = Pattern.compile("--run (\\S+)").matcher(run.errors());
    assertThat(id.find()).as(run.errors()).isTrue();
    return id.group(1);
  }

  private CommandRun undo(String... options) {
    List<String> arguments = new ArrayList<>(List.of("undo", folder.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static List<String> genres(Path file) {
    return new TagReader().read(file, TagFormat.FLAC).genres();
  }

  private Path words(String rock) throws IOException {
    return Files.writeString(folder.resolve("words.yaml"), "metal: " + rock + "\n");
  }

  @Test
  void showsInADryRunWhatWouldBeRestored() throws IOException {
    tag();
    byte[] tagged = Files.readAllBytes(song);

    CommandRun run = undo("--dry-run");

    assertThat(run.out()).contains("would restore    " + song, "    genre: Metal -> (none)");
    assertThat(run.err())
        .containsExactly(
            "dry run, nothing was written: 2 restored, 0 with nothing to undo, 0 failed");
    assertThat(song).hasBinaryContent(tagged);
    assertThat(undo().err()).containsExactly("2 restored, 0 with nothing to undo, 0 failed");
    assertThat(song).hasSameBinaryContentAs(SONG);
  }

  @Test
  void undoesOneRunAfterTheOtherFromTheLastOn() throws IOException {
    tag("--exclude", "other.flac");
    String second = tag("--policy", "replace", "--genres", words("Iron").toString());
    assertThat(genres(song)).containsExactly("Iron");

    CommandRun last = undo("--run", "last");

    assertThat(last.err()).containsExactly("2 restored, 0 with nothing to undo, 0 failed");
    assertThat(genres(song)).containsExactly("Metal");
    assertThat(other).hasSameBinaryContentAs(OTHER);
    assertThat(undo("--run", second).errors()).contains("there is no run " + second);
    assertThat(undo("--run", "last").err())
        .containsExactly("1 restored, 1 with nothing to undo, 0 failed");
    assertThat(song).hasSameBinaryContentAs(SONG);
    assertThat(undo("--run", "last").exitCode()).isEqualTo(2);
  }

  @Test
  void doesNotUndoARunBelowALaterOne() throws IOException {
    String first = tag();
    tag("--policy", "replace", "--genres", words("Iron").toString());

    CommandRun run = undo("--run", first);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("written it again after run " + first);
    assertThat(genres(song)).containsExactly("Iron");
    undo();
    assertThat(song).hasSameBinaryContentAs(SONG);
  }

  @Test
  void tagsAgainWhatWasUndone() {
    tag();
    undo("--run", "last");

    tag();

    assertThat(genres(song)).containsExactly("Metal");
  }

  @Test
  void undoesTheRunOfAFileThatWasMovedSince() throws IOException {
    tag();
    Path moved = Files.move(song, folder.resolve("moved.flac"));

    undo("--run", "last");

    assertThat(moved).hasSameBinaryContentAs(SONG);
  }
}
