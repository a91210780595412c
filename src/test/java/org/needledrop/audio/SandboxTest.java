package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.failure.TrackFailure;

/** An ffmpeg that does what a hostile file tells it. */
class SandboxTest {

  private static final PcmSink NOWHERE = (samples, count) -> {};

  @TempDir private Path folder;
  private Path track;

  @BeforeEach
  void make() {
    Ffmpeg sandboxed = Ffmpeg.find().sandboxed(Sandbox.Use.AUTO);
    assumeThat(sandboxed.sandbox()).as("bubblewrap works here").hasToString("bubblewrap");
    track = TestAudio.tone(folder.resolve("a \u00E9 tone.flac"), 440, 2);
  }

  @Test
  void decodesTheSameInIt() {
    assertThat(samples(Ffmpeg.find().sandboxed(Sandbox.Use.REQUIRED)))
        .isEqualTo(samples(Ffmpeg.find()));
  }

  private int samples(Ffmpeg ffmpeg) {
    int[] hash = {1};
    new AudioDecoder(ffmpeg, AudioLimits.defaults())
        .decode(
            track,
            (samples, count) ->
                hash[0] = 31 * hash[0] + Arrays.hashCode(Arrays.copyOf(samples, count)));
    return hash[0];
  }

  @Test
  void readsNoOtherFileAndWritesNone() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "a password");

    assertThat(said("cat '%s' '%s'".formatted(track.resolveSibling("secret"), secret)))
        .contains("No such file or directory");
    assertThat(said("echo harm >> '%s'".formatted(track))).contains("Read-only file system");
    said("echo harm > '%s'".formatted(folder.resolve("harm")));
    assertThat(folder.resolve("harm")).doesNotExist();
    assertThat(said("ls " + System.getProperty("user.home"))).contains("No such file");
  }

  @Test
  void reachesNoNetworkAndSeesNoOtherProcess() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      String connect = "exec 3<>/dev/tcp/127.0.0.1/%d".formatted(server.getLocalPort());
      assertThat(said("/bin/bash -c '" + connect + "'")).doesNotContain("reached");
      server.setSoTimeout(200);
      assertThatThrownBy(server::accept).hasMessageContaining("timed out");
    }
    assertThat(said("kill -0 " + ProcessHandle.current().pid())).contains("No such process");
  }

  @Test
  void refusesToRunWithoutWhereItIsRequired() throws IOException {
    Path broken = script("exit 3");

    assertThatThrownBy(() -> Ffmpeg.at(broken).sandboxed(Sandbox.Use.REQUIRED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no sandbox available for ffmpeg");
    assertThat(Ffmpeg.at(broken).sandboxed(Sandbox.Use.AUTO).sandbox()).hasToString("none");
    assertThat(Ffmpeg.find().sandboxed(Sandbox.Use.OFF).sandbox()).hasToString("none");
  }

  /** The last words of an ffmpeg that runs a script instead of reading the track. */
  private String said(String commands) throws IOException {
    Path ffmpeg = script("case $1 in -version) exit 0;; esac\n" + commands + "\nexit 1");
    Ffmpeg sandboxed = Ffmpeg.at(ffmpeg).sandboxed(Sandbox.Use.REQUIRED);
    try {
      new AudioDecoder(sandboxed, AudioLimits.defaults()).decode(track, NOWHERE);
    } catch (TrackFailure e) {
      return e.getMessage();
    }
    throw new AssertionError("it decoded something");
  }

  private Path script(String commands) throws IOException {
    return ShellScript.write(folder.resolve("ffmpeg"), commands);
  }
}
