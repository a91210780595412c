package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.library.UnreadableFolder;

/** The index made anew, taken elsewhere and tidied, as a user types it. */
@QuarkusMainTest
class IndexCommandTest {

  private static final List<String> SAMPLES = List.of("one-drop-morning.mp3", "mirrorball.opus");

  @TempDir private Path folder;
  private Path music;

  @BeforeEach
  void tagSamples(QuarkusMainLauncher launcher) throws IOException {
    music = Files.createDirectory(folder.resolve("music"));
    for (String name : SAMPLES) {
      Files.copy(Path.of("sample-library", name), music.resolve(name));
    }
    assertThat(launcher.launch("tag", music.toString(), "--quiet").exitCode()).isZero();
  }

  private LaunchResult index(QuarkusMainLauncher launcher, String action, String... more) {
    String[] all = new String[3 + more.length];
    all[0] = "index";
    all[1] = action;
    all[2] = music.toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return launcher.launch(all);
  }

  private List<String> exported(QuarkusMainLauncher launcher) throws IOException {
    Path file = folder.resolve("tracks.jsonl");
    assertThat(index(launcher, "export", file.toString()).exitCode()).isZero();
    return Files.readAllLines(file);
  }

  @Test
  void givesAllTracksAwayAndTakesThemBack(QuarkusMainLauncher launcher) throws IOException {
    List<String> before = exported(launcher);
    assertThat(before).hasSize(2);
    Path moved = music.resolveSibling("moved.mp3");
    Files.move(music.resolve(SAMPLES.getFirst()), moved);

    assertThat(index(launcher, "prune").getOutput()).contains("removed 1 tracks");
    assertThat(exported(launcher)).hasSize(1);
    Files.write(folder.resolve("kept.jsonl"), before);
    assertThat(index(launcher, "import", folder.resolve("kept.jsonl").toString()).getOutput())
        .contains("2 tracks");
    assertThat(exported(launcher)).isEqualTo(before);
  }

  @Test
  void putsAnObjectOfABucketIntoAPlaylistByItsAddress(QuarkusMainLauncher launcher)
      throws IOException {
    String address = "s3://bucket/Dub/one drop.mp3";
    String line =
        exported(launcher).stream()
            .filter(one -> one.contains(SAMPLES.getFirst()))
            .findFirst()
            .orElseThrow();
    Path object = folder.resolve("object.jsonl");
    Files.writeString(
        object, line.replace(music.resolve(SAMPLES.getFirst()).toString(), address) + "\n");
    index(launcher, "import", object.toString());
    Path list = folder.resolve("list.m3u8");

    launcher.launch(
        "similar", music.resolve(SAMPLES.getLast()).toString(), "--m3u", list.toString());

    assertThat(list).content().containsPattern("#EXTINF:\\d+,one drop\n" + address + "\n");
  }

  @Test
  void prunesNothingWithoutAJournalAndMakesNone(QuarkusMainLauncher launcher) throws IOException {
    Path journal = music.resolve(".needledrop/journal.db");
    Files.delete(journal);

    assertThat(index(launcher, "prune").exitCode()).isEqualTo(2);
    assertThat(journal).doesNotExist();
  }

  @Test
  void prunesAFileButNotItsRecordingWhileAnotherFileHoldsIt(QuarkusMainLauncher launcher)
      throws IOException {
    Path copy = Files.copy(music.resolve(SAMPLES.getFirst()), music.resolve("copy.mp3"));
    launcher.launch("tag", music.toString());
    boolean namesCopy = exported(launcher).stream().anyMatch(line -> line.contains("copy.mp3"));
    Path original = music.resolve(SAMPLES.getFirst());
    Path indexed = namesCopy ? copy : original;
    Path kept = namesCopy ? original : copy;
    Files.delete(indexed);

    assertThat(index(launcher, "prune").getOutput()).contains("removed 0 tracks");
    assertThat(exported(launcher))
        .hasSize(2)
        .anyMatch(line -> line.contains(kept.toString()))
        .noneMatch(line -> line.contains(indexed.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.99"})
  void makesTheSameIndexFromTheJournal(String minConfidence, QuarkusMainLauncher launcher)
      throws IOException {
    launcher.launch("tag", music.toString(), "--min-confidence", minConfidence);
    List<String> before = exported(launcher);

    assertThat(index(launcher, "rebuild").getOutput()).contains("2 tracks");
    assertThat(exported(launcher)).isEqualTo(before);
  }

  @Test
  void makesAnIndexOfGenreProfilesFromTheTagsAlone(QuarkusMainLauncher launcher)
      throws IOException {
    Files.delete(music.resolve(".needledrop/journal.db"));
    Files.copy(Path.of("sample-library/corner-loop.ogg"), music.resolve("never-tagged.ogg"));

    assertThat(index(launcher, "rebuild", "--from-tags").getOutput()).contains("2 tracks");
    assertThat(exported(launcher)).hasSize(2).allMatch(line -> line.contains("\"embedding\":[]"));
    LaunchResult alike =
        launcher.launch(
            "similar", music.resolve(SAMPLES.getFirst()).toString(), "--by", "genre-profile");
    assertThat(alike.exitCode()).isZero();
    assertThat(alike.getOutput()).contains(SAMPLES.getLast());
  }

  @Test
  void makesNoLibraryOfAFolderInsideAnother(QuarkusMainLauncher launcher) throws IOException {
    Path inside = Files.createDirectory(music.resolve("Dub"));

    for (String line :
        List.of(
            "index rebuild %s",
            "index rebuild %s --from-tags",
            "index rebuild %s --from-records s3://bucket",
            "index export %s -",
            "index import %s sample-library/README.md",
            "index prune %s",
            "undo sample-library --library %s",
            "similar sample-library/gravel-road.flac --library %s",
            "teach %s --out mine")) {
      LaunchResult run = launcher.launch(line.formatted(inside).split(" "));

      assertThat(run.exitCode()).as(line).isEqualTo(2);
      assertThat(run.getErrorOutput())
          .contains(inside + " is not a library", "it lies inside the library " + music);
      assertThat(inside).isEmptyDirectory();
    }
  }

  @Test
  void makesNoLibraryThatWasMistyped(QuarkusMainLauncher launcher) {
    Path mistyped = folder.resolve("Musci");

    for (String line : List.of("index rebuild %s", "index rebuild %s --from-tags")) {
      LaunchResult run = launcher.launch(line.formatted(mistyped).split(" "));

      assertThat(run.exitCode()).as(line).isEqualTo(2);
      assertThat(run.getErrorOutput()).contains(mistyped + " is not a library");
      assertThat(mistyped).doesNotExist();
    }
  }

  @Test
  void makesALibraryFromTheTagsWhereAllOfItIsLost(QuarkusMainLauncher launcher) throws IOException {
    Files.move(music.resolve(".needledrop"), folder.resolve("lost"));

    assertThat(index(launcher, "rebuild", "--from-tags").getOutput()).contains("2 tracks");
  }

  @Test
  void namesWhatCannotBeReadAndTakesTheRestFromTheTags(QuarkusMainLauncher launcher)
      throws IOException {
    Path diary = Files.writeString(music.resolve("diary.mp3"), "Dear diary");
    try (UnreadableFolder deep = UnreadableFolder.below(music)) {
      LaunchResult run = index(launcher, "rebuild", "--from-tags");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.getErrorOutput())
          .contains(diary + ": no audio found: ")
          .contains(deep.path() + ": cannot be read: File name too long");
      assertThat(run.getOutput()).contains("2 tracks");
    }
  }

  @Test
  void namesTheLineThatIsNoTrackAndKeepsWhatItHas(QuarkusMainLauncher launcher) throws IOException {
    List<String> before = exported(launcher);
    Path file = folder.resolve("bad.jsonl");
    Files.write(file, List.of(before.getFirst(), "{\"path\":1"));

    LaunchResult run = index(launcher, "import", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.getErrorOutput()).contains("bad.jsonl: line 2");
    assertThat(exported(launcher)).isEqualTo(before);
  }
}
