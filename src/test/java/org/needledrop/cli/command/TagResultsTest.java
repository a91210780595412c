package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tag} tells a user about each track, and in total. */
class TagResultsTest {

  /** One without a genre, one whose genre is another, one of which the network is unsure. */
  private static final List<String> SONGS =
      List.of("muldjord-chaos-god.flac", "muldjord-armygeddon.mp3", "one-drop-morning.mp3");

  @TempDir private Path folder;
  private String music;

  @BeforeEach
  void copySongs() throws IOException {
    music = Files.createDirectory(folder.resolve("music")).toString();
    for (String song : SONGS) {
      Files.copy(Path.of("sample-library", song), Path.of(music, song));
    }
  }

  @Test
  void saysWhatTheGenreFieldsHoldNowAndWhy() {
    CommandRun run = CommandRun.of("tag", music, "--jobs", "1");

    assertThat(run.out().get(0))
        .matches("Death Metal +kept  .*armygeddon\\.mp3  \\(network: metal 1\\.00\\)");
    assertThat(run.out().get(1)).matches("Metal +1\\.00  .*chaos-god\\.flac");
    assertThat(run.out().get(2))
        .matches("unsure +.*morning\\.mp3  \\(blues 0\\.\\d\\d, hip hop 0\\.\\d\\d\\)");
    assertThat(run.err().get(0))
        .isEqualTo(
            "3 tracks: 1 genre written, 1 kept, 1 left without a genre (unsure 1), 0 unchanged,"
                + " 0 failed");
    assertThat(run.err().get(1)).matches("3 analysed \\(2 min of music\\) in .* s");
  }

  @Test
  void saysTheSameOfTracksThatAreUnchanged() {
    CommandRun.of("tag", music);

    CommandRun run = CommandRun.of("tag", music, "--jobs", "1");

    assertThat(run.out().get(0))
        .startsWith("Death Metal ")
        .endsWith("(network: metal 1.00; unchanged)");
    assertThat(run.out().get(1)).startsWith("Metal ").endsWith("(unchanged)");
    assertThat(run.errors()).contains("0 genres written, 0 kept").contains("3 unchanged");
  }

  @Test
  void aDryRunHasThreeLinesATrackAtMost() {
    CommandRun run = CommandRun.of("tag", music, "--dry-run", "--jobs", "1");

    assertThat(run.out()).hasSizeLessThanOrEqualTo(9);
    assertThat(run.out().get(3)).isEqualTo("    genre: (none) -> Metal");
    assertThat(run.out().get(4)).matches("    \\d\\d fields of Needledrop .*");
    assertThat(run.err().getFirst()).startsWith("dry run, nothing was written: 3 tracks: 1 genre ");
    assertThat(run.errors()).doesNotContain("to undo");
  }

  @Test
  void showsPathsAsTheUserGaveThem() throws IOException {
    Path relative = Path.of("").toAbsolutePath().relativize(Path.of(music));
    Files.writeString(Path.of(music, "broken.mp3"), "no audio");

    CommandRun run = CommandRun.of("tag", relative.toString());
    CommandRun absolute = CommandRun.of("tag", music);

    assertThat(run.out()).allMatch(line -> line.contains("  " + relative + "/"));
    assertThat(run.err().getFirst()).startsWith(relative + "/broken.mp3: ");
    assertThat(absolute.out()).allMatch(line -> line.contains("  " + music));
    assertThat(absolute.err().getFirst()).startsWith(music + "/broken.mp3: ");
  }

  @Test
  void leavesOutWhatTheUserExcludes() {
    CommandRun run = CommandRun.of("tag", music, "--exclude", "*.mp3");

    assertThat(run.out()).singleElement().asString().contains("chaos-god.flac");
  }

  @Test
  void keepsScoresOfAllSnippetsWhenLaterRunsSample() {
    CommandRun.of("tag", music);

    CommandRun sampled = CommandRun.of("tag", music, "--sample", "0.25");

    assertThat(sampled.errors()).contains("3 unchanged").contains("0 analysed");
  }

  @Test
  void usesTheSameFieldNamesInEveryJsonOutput() throws IOException {
    Path report = folder.resolve("report.jsonl");

    CommandRun.of("tag", music, "--json=" + report);
    CommandRun listed = CommandRun.of("ls", "--library", music, "--json", "metal");
    CommandRun similar =
        CommandRun.of("similar", Path.of(music, SONGS.get(0)).toString(), "--json");

    ObjectMapper json = new ObjectMapper();
    List<String> rows = Files.readAllLines(report);
    assertThat(rows).hasSize(3);
    assertThat(similar.out()).hasSize(2);
    assertThat(listed.out()).isEmpty();
    JsonNode track =
        json.readTree(
            CommandRun.of("ls", "--library", music, "--json")
                .output()
                .lines()
                .findFirst()
                .orElseThrow());
    assertThat(json.readTree(rows.getFirst()).fieldNames())
        .toIterable()
        .containsAll(track::fieldNames);
    assertThat(json.readTree(similar.out().getFirst()).fieldNames())
        .toIterable()
        .containsAll(track::fieldNames)
        .contains("similarity");
  }
}
