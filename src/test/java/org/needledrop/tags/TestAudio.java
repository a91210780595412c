package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Real files of every container, made and read back by ffmpeg: the second program. */
final class TestAudio {
  private TestAudio() {}

  /** One second of a tone, with a title, an artist and a ReplayGain value. */
  static Path make(Path file, String... options) {
    List<String> command = new ArrayList<>(List.of("-f", "lavfi", "-i", "sine=duration=1"));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-metadata", "title=Tïtle", "-metadata", "artist=Arti$t", "-fflags", "+bitexact"));
    command.addAll(List.of("-metadata", "REPLAYGAIN_TRACK_GAIN=-3.20 dB"));
    command.add(file.toString());
    run(command);
    return file;
  }

  /** The tone with a cover picture. */
  static Path withCover(Path file, String... options) {
    Path cover = file.resolveSibling("cover.png");
    try {
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", cover.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> all = new ArrayList<>(List.of("-i", cover.toString(), "-map", "0:a"));
    all.addAll(List.of("-map", "1:v", "-c:v", "copy", "-disposition:v", "attached_pic"));
    all.addAll(List.of(options));
    return make(file, all.toArray(String[]::new));
  }

  /** What ffmpeg reads from the tags, as {@code name=value} lines. */
  static String metadata(Path file) {
    return run(
        List.of("-i", file.toString(), "-map", "0:a", "-c", "copy", "-f", "ffmetadata", "-"));
  }

  /** A hash of the encoded packets. */
  static String packets(Path file) {
    return run(List.of("-i", file.toString(), "-map", "0:a", "-c", "copy", "-f", "md5", "-"));
  }

  /** A hash of the sound. */
  static String decoded(Path file) {
    return run(List.of("-i", file.toString(), "-map", "0:a", "-f", "md5", "-"));
  }

  /** A hash of the cover picture. */
  static String cover(Path file) {
    return run(List.of("-i", file.toString(), "-map", "0:v", "-c", "copy", "-f", "md5", "-"));
  }

  static String run(List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                org.needledrop.audio.TestAudio.encoder().toString(),
                "-nostdin",
                "-v",
                "error",
                "-y"));
    command.addAll(options);
    try {
      Process ffmpeg =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String output = new String(ffmpeg.getInputStream().readAllBytes(), UTF_8);
      if (ffmpeg.waitFor() != 0) {
        throw new AssertionError("ffmpeg failed: " + command);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
