package org.needledrop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.failure.TrackFailure;
import org.needledrop.servers.Strace;

/**
 * Whatever a file says, ffmpeg opens that file and no other, writes none, connects to nothing and
 * starts no program: as the kernel sees it.
 */
class FfmpegReachTest {

  private static final String WEB = "http://127.0.0.1:9/secret.wav";

  private static final List<String> PLAYLISTS =
      List.of(
          """
          #EXTM3U
          #EXT-X-TARGETDURATION:1
          #EXT-X-KEY:METHOD=AES-128,URI="WHERE"
          #EXTINF:1,
          WHERE
          #EXT-X-ENDLIST
          """,
          """
          #EXTM3U
          #EXTINF:1,Sound
          WHERE
          """,
          """
          [playlist]
          File1=WHERE
          NumberOfEntries=1
          """,
          """
          ffconcat version 1.0
          file 'WHERE'
          """,
          """
          <?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/">
          <trackList><track><location>WHERE</location></track></trackList></playlist>
          """,
          """
          <?xml version="1.0"?>
          <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
               mediaPresentationDuration="PT1S"><Period><AdaptationSet mimeType="audio/mp4">
          <Representation id="1" bandwidth="1"><BaseURL>WHERE</BaseURL></Representation>
          </AdaptationSet></Period></MPD>
          """,
          """
          v=0
          o=- 0 0 IN IP4 127.0.0.1
          s=WHERE
          c=IN IP4 127.0.0.1
          t=0 0
          m=audio 5004 RTP/AVP 0
          """,
          """
          <asx version="3.0"><entry><ref href="WHERE"/></entry></asx>
          """,
          """
          RTSPtextRTSP://127.0.0.1:9/WHERE
          """);

  @TempDir private Path folder;
  private WatchedFfmpeg watched;

  @BeforeEach
  void watch() throws IOException {
    Strace.require();
    watched = new WatchedFfmpeg(Ffmpeg.find(), folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mp3", "flac", "ogg", "opus", "m4a", "wav", "aiff", "wma", "aac", "mka", "wv", "tta", "caf",
        "au"
      })
  void readsASoundFileAndNothingElse(String extension) throws IOException {
    Path file = TestAudio.tone(folder.resolve("a." + extension), 440, 1);
    assertThat(hear(file)).as("is sound").isTrue();
    assertReach(file);
  }

  @Test
  void followsNoPlaylist() throws IOException {
    String secret = TestAudio.tone(folder.resolve("secret.wav"), 440, 1).toString();
    for (String where : new String[] {secret, WEB}) {
      for (String playlist : PLAYLISTS) {
        Path file = folder.resolve("list" + PLAYLISTS.indexOf(playlist) + ".mp3");
        Files.writeString(file, playlist.replace("WHERE", where));
        assertThat(hear(file)).as(playlist).isFalse();
        assertReach(file);
      }
    }
  }

  @Test
  void fetchesNoSamplesFromWhereAnMp4SaysTheyAre() throws IOException {
    Path secret = TestAudio.tone(folder.resolve("secret.wav"), 440, 1);
    for (String address : new String[] {"file://" + secret, WEB}) {
      Path file = TestAudio.tone(folder.resolve("a.m4a"), 440, 1);
      HostileFile.referTo(address, secret.toString(), file);
      hear(file);
      assertReach(file);
    }
  }

  @Test
  void fetchesNoPictureFromWhereATagSaysItIs() throws IOException {
    Path secret = TestAudio.tone(folder.resolve("secret.wav"), 440, 1);
    for (String address : new String[] {"file://" + secret, WEB}) {
      Path file = TestAudio.tone(folder.resolve("a.mp3"), 440, 1, "-id3v2_version", "0");
      HostileFile.pointElsewhere(address, file);
      assertThat(hear(file)).isTrue();
      assertReach(file);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concat:secret.wav|secret.wav",
        "subfile,,start,0,end,9,,:secret.wav",
        "crypto:secret.wav",
        "cache:secret.wav",
        "data:audio,secret.wav",
        "pipe:0",
        "async:secret.wav",
        "a%03d.mp3",
        "http:/127.0.0.1:9/secret.mp3",
        "file:/secret.mp3",
        "tee:a|b.mp3"
      })
  void takesNoNameForAProtocol(String name) throws IOException {
    TestAudio.tone(folder.resolve("secret.wav"), 440, 1);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(TestAudio.tone(folder.resolve("a.mp3"), 440, 1), file);

    assertThat(hear(file)).isTrue();
    assertReach(file);
  }

  @Test
  void seesWhatAnFfmpegWithoutThoseLimitsDoes() throws IOException, InterruptedException {
    Path others = Files.createDirectory(folder.resolve("others"));
    watched = new WatchedFfmpeg(Ffmpeg.at(TestAudio.encoder()), others);
    Path secret = TestAudio.tone(folder.resolve("secret.wav"), 440, 1);
    Path list =
        Files.writeString(folder.resolve("list.mp3"), "ffconcat version 1.0\nfile secret.wav\n");
    Path out = folder.resolve("out.wav");

    run("-f", "concat", "-i", list.toString(), out.toString());
    assertThat(watched.misdeeds(list)).anyMatch(line -> line.contains(secret.toString()));
    assertThat(watched.misdeeds(list)).anyMatch(line -> line.contains(out.toString()));
    run("-i", WEB, out.toString());
    assertThat(watched.misdeeds(list)).anyMatch(line -> line.contains("connect("));
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    new ProcessBuilder(
            Stream.concat(
                    Stream.of(watched.ffmpeg().executable().toString(), "-nostdin", "-y"),
                    Stream.of(arguments))
                .toList())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Whether it could be hashed and decoded; else it was refused with a reason. */
  private boolean hear(Path file) {
    AudioLimits limits = AudioLimits.defaults();
    try {
      new AudioHash(watched.ffmpeg(), limits).of(file);
      new AudioDecoder(watched.ffmpeg(), limits).decode(file, (samples, count) -> {});
      return true;
    } catch (TrackFailure e) {
      assertThatThrownBy(
              () -> new AudioDecoder(watched.ffmpeg(), limits).decode(file, (samples, count) -> {}))
          .isInstanceOf(TrackFailure.class);
      return false;
    }
  }

  private void assertReach(Path file) throws IOException {
    assertThat(watched.runs()).as("runs that were watched").isGreaterThanOrEqualTo(2);
    assertThat(watched.misdeeds(file)).as(file.toString()).isEmpty();
    watched.forget();
  }
}
