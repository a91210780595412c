package org.needledrop.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.digest.Sha256;

/** The executables of src/main/ffmpeg are those that its build script made. */
final class BundledFfmpegTest {
  private static final Path FOLDER = Path.of("src/main/ffmpeg");
  private static final int HASH_LENGTH = 64; // hexadecimal digits of SHA-256
  private static final int INTERPRETER = 3; // PT_INTERP, ELF-64 object file format, program header

  @Test
  void eachHasTheHashThatTheBuildWrote() throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve("SHA256SUMS"));
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      Path file = FOLDER.resolve(line.substring(HASH_LENGTH).strip());
      assertThat(Sha256.of(ByteBuffer.wrap(Files.readAllBytes(file))))
          .as(file.toString())
          .isEqualTo(line.substring(0, HASH_LENGTH));
    }
  }

  /** Amazon Linux 2023, Alpine and old systems run it: it needs no library and no loader. */
  @ParameterizedTest
  @CsvSource({"linux-x86_64, 62", "linux-aarch64, 183"})
  void needsNoLibrary(String folder, int machine) throws IOException {
    ByteBuffer elf =
        ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(folder).resolve("ffmpeg")))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new String(elf.array(), 1, 3, US_ASCII)).isEqualTo("ELF");
    assertThat(elf.getShort(18)).as("e_machine").isEqualTo((short) machine);
    int headers = (int) elf.getLong(32);
    int size = elf.getShort(54);
    for (int i = 0; i < elf.getShort(56); i++) {
      assertThat(elf.getInt(headers + i * size))
          .as("program header %d", i)
          .isNotEqualTo(INTERPRETER);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isTheVersionThatTheScriptBuildsUnderTheLesserLicence() throws Exception {
    assertThat(Files.readString(FOLDER.resolve("build")))
        .contains("version=" + Ffmpeg.find().version() + "\n");
    assertThat(output("-L")).contains("GNU Lesser General Public");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsLocalFilesOnly() throws Exception {
    assertThat(output("-protocols").lines().map(String::strip))
        .contains("file", "pipe")
        .doesNotContain("http", "tcp", "udp", "concat", "subfile", "crypto", "data");
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @ValueSource(strings = {"h264", "png", "mjpeg", "gif", "webp", "text"})
  void decodesNoPictures(String decoder) throws Exception {
    assertThat(output("-decoders")).doesNotContain(" " + decoder + " ");
  }

  private static String output(String option) throws Exception {
    Process process =
        new ProcessBuilder(Ffmpeg.find().executable().toString(), "-hide_banner", option)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }
}
