package org.needledrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.SpoiledFile;
import org.needledrop.audio.TestAudio;
import org.needledrop.audio.WrongHeader;

/** A folder full of what people's folders are full of. */
@QuarkusMainTest
class HostileBatchTest {

  @TempDir private Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void reportsWhatIsWrongWithEachFileAndTagsTheRest(QuarkusMainLauncher launcher)
      throws IOException {
    makeSound();
    Map<String, String> failures = makeUnsound();

    LaunchResult run = launcher.launch("tag", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.getErrorOutput())
        .contains("%d tracks: 0 genres written, 0 kept, 5 left".formatted(5 + failures.size()))
        .contains("%d failed".formatted(failures.size()))
        .contains("misnamed.mp3: the file is FLAC but is named .mp3");
    failures.forEach(
        (name, reason) ->
            assertThat(run.getErrorStream())
                .filteredOn(line -> line.startsWith(file(name) + ": "))
                .singleElement()
                .asString()
                .contains(reason));
    assertThat(run.getOutputStream()).hasSize(5);
    assertThat(run.getOutput())
        .containsPattern("too short +\\S+/one-second.flac")
        .containsPattern("silent +\\S+/silence.flac")
        .containsPattern("\\S+/telephone.wav")
        .containsPattern("\\S+/surround.flac")
        .containsPattern("\\S+/misnamed.mp3");

    LaunchResult again = launcher.launch("tag", folder.toString());
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.getErrorOutput()).contains("5 unchanged").contains("0 analysed");
  }

  @Test
  void tagsThePartThatIsWantedAndNotesWhatIsOdd(QuarkusMainLauncher launcher) throws IOException {
    Path cut = TestAudio.tone(file("cut.mp3"), 440, 30);
    try (RandomAccessFile open = new RandomAccessFile(cut.toFile(), "rw")) {
      open.setLength(open.length() / 2 + 1);
    }
    WrongHeader.flac(TestAudio.tone(file("wrong.flac"), 440, 7), 4);
    Path report = file("report.json");

    LaunchResult run = launcher.launch("tag", folder.toString(), "--partial", "--json=" + report);

    assertThat(run.exitCode()).isZero();
    assertThat(run.getOutput())
        .containsPattern("cut.mp3  \\(.*cut off: only 1[45]\\.\\d s of 30\\.0 s are there\\)")
        .containsPattern("wrong.flac  \\(.*its header states 28.0 s, but it plays 7.0 s\\)");
    assertThat(report)
        .content()
        .contains("\"note\":\"its header states 28.0 s, but it plays 7.0 s\"");
  }

  private void makeSound() throws IOException {
    Files.move(TestAudio.tone(file("a.tmp.flac"), 440, 7), file("misnamed.mp3"));
    TestAudio.tone(file("telephone.wav"), 440, 7, "-ar", "8000", "-ac", "1");
    TestAudio.tone(file("surround.flac"), 440, 7, "-ar", "192000", "-ac", "6");
    TestAudio.tone(file("one-second.flac"), 440, 1);
    TestAudio.generated(file("silence.flac"), "0:s=44100", 7);
  }

  /** The files that cannot be tagged, and what is said of each. */
  private Map<String, String> makeUnsound() throws IOException {
    Path truncated = TestAudio.tone(file("truncated.mp3"), 440, 30);
    try (RandomAccessFile open = new RandomAccessFile(truncated.toFile(), "rw")) {
      open.setLength(open.length() / 2);
    }
    Files.createFile(file("empty.mp3"));
    Files.writeString(file("diary.mp3"), "Dear diary, today I heard a song.");
    TestAudio.tone(file("six-hours.wav"), 440, 1, "-ac", "1", "-ar", "8000");
    SpoiledFile.promiseSixHoursOfSilence(file("six-hours.wav"));
    TestAudio.tone(file("bought.m4a"), 440, 5);
    SpoiledFile.replace(file("bought.m4a"), "stsd", "mp4a", "drms");
    TestAudio.tone(file("no-samples.wav"), 440, 1, "-af", "atrim=end=0");
    TestAudio.tone(file("no-samples.flac"), 440, 1, "-af", "atrim=end=0");
    return Map.of(
        "truncated.mp3", "truncated: the header states 30.0 s",
        "empty.mp3", "empty file",
        "diary.mp3", "no audio found",
        "six-hours.wav", "the header states 21600.0 s; the limit is 14400.0 s",
        "bought.m4a", "protected by DRM",
        "no-samples.wav", "no audio found: not a single sample",
        "no-samples.flac", "no audio found: not a single sample");
  }
}
