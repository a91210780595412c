package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.UnexpectedFailure;

/** An ffmpeg that misbehaves must cost one track, never the whole batch. */
@Timeout(30)
class FfmpegRunTest {
  private static final PcmSink NOWHERE = (samples, count) -> {};

  @TempDir Path folder;
  private Path track;

  @BeforeEach
  void anyFile() throws IOException {
    track = Files.writeString(folder.resolve("a.mp3"), "not looked at");
  }

  @Test
  void killsAnFfmpegThatHangsAndWhatItStarted() throws IOException {
    Path pids = folder.resolve("pids");
    AudioDecoder decoder =
        decoder("sleep 60 & echo $! > '" + pids + "'; wait", Duration.ofMillis(500));

    assertThatThrownBy(() -> decoder.decode(track, NOWHERE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith(
            "ffmpeg exceeded the time limit of 0.5 s" + " (NEEDLEDROP_DECODE_TIMEOUT)");
    assertThat(isAlive(pids)).isFalse();
  }

  @Test
  void survivesAFloodOfComplaints() throws IOException {
    AudioDecoder decoder =
        decoder(
            "head -c 30000000 /dev/zero | tr '\\0' 'x' >&2; echo >&2;"
                + " yes complaint | head -n 200000 >&2; echo '[mp3 @ 0x5] the last word' >&2;"
                + " exit 1",
            Duration.ofSeconds(20));

    assertThatThrownBy(() -> decoder.decode(track, NOWHERE))
        .isInstanceOf(MalformedAudio.class)
        .hasMessageEndingWith("no audio found: the last word (ffmpeg exit code 1)");
  }

  @Test
  void endsAtOnceWhenTheThreadIsInterrupted() throws Exception {
    AudioDecoder decoder = decoder("exec sleep 60", Duration.ofSeconds(50));
    AtomicBoolean restored = new AtomicBoolean();
    Thread worker =
        new Thread(
            () -> {
              assertThatThrownBy(() -> decoder.decode(track, NOWHERE))
                  .isInstanceOf(CancellationException.class);
              restored.set(Thread.currentThread().isInterrupted());
            });
    worker.start();
    TimeUnit.MILLISECONDS.sleep(300);
    worker.interrupt();
    worker.join(5000);

    assertThat(restored).isTrue();
  }

  @Test
  void endsTheChildWhenTheSinkGivesUp() throws IOException {
    Path pids = folder.resolve("pids");
    AudioDecoder decoder =
        decoder("echo $$ > '" + pids + "'; exec cat /dev/zero", Duration.ofSeconds(20));
    PcmSink full =
        (samples, count) -> {
          throw new IllegalStateException("full");
        };

    assertThatThrownBy(() -> decoder.decode(track, full)).hasMessage("full");
    assertThat(isAlive(pids)).isFalse();
  }

  @Test
  void stopsWhenFfmpegWasStopped() throws IOException {
    AudioDecoder decoder =
        decoder(
            "echo 'Exiting normally, received signal 2.' >&2; exit 255", Duration.ofSeconds(20));

    assertThatThrownBy(() -> decoder.decode(track, NOWHERE))
        .isInstanceOf(CancellationException.class)
        .hasMessage("ffmpeg was stopped while reading " + track);
  }

  @Test
  void isNotStoppedByATitleThatMentionsASignal() {
    Path song =
        TestAudio.tone(
            folder.resolve("received signal.mp3"),
            440,
            2,
            "-metadata",
            "title=Exiting normally, received signal 2.\nExiting normally, received signal 2.");
    AudioDecoder decoder = new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults());

    assertThat(decoder.decode(song, NOWHERE).codec()).isEqualTo("mp3");
  }

  @Test
  void namesTheMemoryLimitWhenFfmpegMeetsIt() throws IOException {
    AudioDecoder decoder =
        decoder("echo 'a.mp3: Cannot allocate memory' >&2; exit 1", Duration.ofSeconds(20));

    assertThatThrownBy(() -> decoder.decode(track, NOWHERE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith("needs more than 2048 MiB of memory");
  }

  @ParameterizedTest
  @CsvSource({
    "exit 126, 'cannot start ffmpeg (exit code 126): no library'",
    "exec /no/such/ffmpeg, 'cannot start ffmpeg (exit code 127): '",
    "kill -KILL $$, 'ffmpeg was killed (exit code 137), '",
    "kill -TERM $$, 'ffmpeg was killed (exit code 143), '"
  })
  void doesNotBlameTheTrackWhenFfmpegIsKilledOrCannotBeStarted(String end, String reason)
      throws IOException {
    AudioDecoder decoder = decoder("echo 'no library' >&2; " + end, Duration.ofSeconds(20));

    assertThatThrownBy(() -> decoder.decode(track, NOWHERE))
        .isInstanceOf(UnexpectedFailure.class)
        .hasMessageStartingWith(track + ": " + reason);
  }

  @Test
  void callsItALimitWhenFfmpegMeetsThatOfItsProcessorTime() throws IOException {
    AudioDecoder decoder = decoder("kill -XCPU $$", Duration.ofSeconds(20));

    assertThatThrownBy(() -> decoder.decode(track, NOWHERE))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageEndingWith("ffmpeg took too long");
  }

  @Test
  void runsFfmpegInsideItsLimits() throws IOException {
    AudioDecoder decoder =
        decoder("echo \"$(ulimit -v) KiB, $(ulimit -t) s\" >&2; exit 1", Duration.ofSeconds(20));

    assertThatThrownBy(() -> decoder.decode(track, NOWHERE))
        .hasMessageContaining("2097152 KiB, 41 s");
  }

  @Test
  void givesFfmpegAnEmptyEnvironment() throws IOException {
    assertThat(System.getenv()).as("what could be told").containsKeys("PATH", "HOME");
    Path seen = folder.resolve("environment");
    AudioDecoder decoder = decoder("/usr/bin/env > '" + seen + "'; exit 1", Duration.ofSeconds(20));

    assertThatThrownBy(() -> decoder.decode(track, NOWHERE)).isInstanceOf(MalformedAudio.class);

    // What the shell sets by itself is not ours.
    assertThat(Files.readAllLines(seen))
        .contains("AV_LOG_FORCE_NOCOLOR=1")
        .allMatch(
            line -> line.matches("(AV_LOG_FORCE_NOCOLOR|PWD|OLDPWD|SHLVL|_|LD_LIBRARY_PATH)=.*"));
  }

  private AudioDecoder decoder(String script, Duration timeout) throws IOException {
    Path fake = ShellScript.write(folder.resolve("fake-ffmpeg"), script);
    AudioLimits limits = new AudioLimits(Duration.ofHours(1), timeout, 2L << 30);
    return new AudioDecoder(Ffmpeg.at(fake), limits);
  }

  /** A killed process may need a moment to be gone; a dead one has no command any more. */
  private static boolean isAlive(Path pidFile) throws IOException {
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    for (int i = 0; i < 50 && runs(pid); i++) {
      pause();
    }
    return runs(pid);
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).flatMap(handle -> handle.info().command()).isPresent();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
