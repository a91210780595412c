package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.servers.PythonPrograms;

/** What stands on a real terminal after a run: no progress may overwrite a line, or stay. */
class TerminalTest {

  private static final int TRACKS = 21;
  private static final int COLUMNS = 110;

  @TempDir private Path folder;
  private Path music;

  @BeforeEach
  void copySongs() throws IOException {
    music = Files.createDirectory(folder.resolve("music"));
    List<Path> samples = List.of(sample("gravel-road.flac"), sample("mirrorball.opus"));
    for (int i = 0; i < TRACKS - 1; i++) {
      Path song = samples.get(i % 2);
      String extension = song.toString().replaceAll(".*\\.", ".");
      Files.copy(song, music.resolve("%02d%s".formatted(i, extension)));
    }
    Files.writeString(music.resolve("broken.mp3"), "no audio");
  }

  private static Path sample(String name) {
    return Path.of("sample-library", name);
  }

  private List<String> screenAfter(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(PythonPrograms.TERMINAL.program("python"), "src/test/python/terminal.py"));
    command.addAll(NeedledropProcess.command(List.of("-Dneedledrop.interactive=true"), arguments));
    Path screen = folder.resolve("screen.txt");
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(screen.toFile())
        .start()
        .onExit()
        .join();
    return Files.readAllLines(screen);
  }

  @Test
  void everyLineOfATrackStaysAndNoProgressDoes() throws IOException {
    List<String> screen = screenAfter("tag", music.toString(), "--jobs", "1");

    try (Stream<Path> songs = Files.list(music)) {
      assertThat(songs.filter(Files::isRegularFile).toList())
          .hasSize(TRACKS)
          .allSatisfy(
              song ->
                  assertThat(screen).filteredOn(line -> line.contains(song.toString())).hasSize(1));
    }
    assertThat(screen)
        .noneMatch(line -> line.contains("tracks/s") || line.contains("tracks/min"))
        .noneMatch(line -> line.contains("\u2591"))
        .filteredOn(line -> line.contains(music.toString()) && !line.startsWith("to undo"))
        .hasSize(TRACKS)
        .allMatch(line -> line.matches("(Country|Disco) +(kept|\\d.\\d\\d)  .*|.*broken.mp3: .*"));
    assertThat(screen).anyMatch(line -> line.startsWith(TRACKS + " tracks: "));
  }

  /** The rest of a progress that is wider than the terminal would stay in the row above. */
  @Test
  void linesThatAreWiderThanTheTerminalAreWhole() throws IOException {
    Path wide = Files.createDirectory(folder.resolve("x".repeat(COLUMNS)));
    for (int i = 0; i < 3; i++) {
      Files.copy(sample("gravel-road.flac"), wide.resolve(i + ".flac"));
    }

    String screen = String.join("", screenAfter("tag", wide.toString(), "--jobs", "1"));

    for (int i = 0; i < 3; i++) {
      assertThat(screen).containsOnlyOnce("x".repeat(COLUMNS) + "/" + i + ".flac");
    }
    assertThat(screen).doesNotContain("\u2591", "tracks/");
  }
}
