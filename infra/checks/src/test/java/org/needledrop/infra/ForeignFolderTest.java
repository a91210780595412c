package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, started in a downloaded folder whose files look like settings. */
final class ForeignFolderTest {

  @TempDir private Path album;
  private Path script;
  private Path proof;

  @BeforeEach
  void make() throws IOException {
    proof = album.resolve("it-ran");
    script = album.resolve("x.sh");
    Files.writeString(script, "#!/bin/sh\ntouch '%s'\n".formatted(proof));
    Files.writeString(
        Files.createDirectory(album.resolve("config")).resolve("application.properties"),
        "needledrop.ffmpeg=x.sh\n");
    Files.writeString(album.resolve(".env"), "NEEDLEDROP_FFMPEG=x.sh\n");
    Files.copy(
        Programs.ROOT.resolve("sample-library/gravel-road.flac"), album.resolve("song.flac"));
  }

  @Test
  void runsNoProgramThatTheFolderConfigures() throws Exception {
    assertThat(script.toFile().setExecutable(true)).isTrue();

    Programs.Result result = tag(Map.of());

    assertThat(result.output()).contains("1 kept").doesNotContain("application.properties");
    assertThat(proof).doesNotExist();
  }

  @Test
  void makesNoFileExecutable() throws Exception {
    Programs.Result result = tag(Map.of("NEEDLEDROP_FFMPEG", "x.sh"));

    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains("is not an executable file: " + script);
    assertThat(Files.isExecutable(script)).isFalse();
  }

  @Test
  void readsTheUsersSettings() throws Exception {
    Path settings = Files.createDirectories(album.resolve("home/needledrop"));
    Files.writeString(settings.resolve("needledrop.properties"), "needledrop.max-duration=1s\n");

    Programs.Result result = tag(Map.of("XDG_CONFIG_HOME", album.resolve("home").toString()));

    assertThat(result.output()).contains("the limit is 1.0 s (NEEDLEDROP_MAX_DURATION)");
  }

  @Test
  void reportsAMissingSettingsFile() throws Exception {
    Programs.Result result = tag(Map.of("NEEDLEDROP_CONFIG", "nowhere.properties"));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output())
        .isEqualTo("needledrop: cannot read the settings file nowhere.properties\n");
  }

  private Programs.Result tag(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Programs.ROOT.resolve("needledrop").toString(), "tag", "song.flac", "--dry-run")
            .directory(album.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NEEDLEDROP_"));
    builder.environment().put("NEEDLEDROP_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return Programs.run(builder);
  }
}
