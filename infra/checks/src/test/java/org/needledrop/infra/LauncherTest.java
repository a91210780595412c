package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a built repository, with a stub of Java that prints its arguments. */
final class LauncherTest {

  private static final String JAVA =
      """
      #!/bin/sh
      here=$(dirname "$0")
      case "$*" in
        *CacheableClasses*) ;;
        *AOTCacheOutput*)
          : >"$here/../../target/needledrop.aot"
          { echo training; pwd; env; } >>"$here/trainings" ;;
        *) echo "$@"; env ;;
      esac
      """;

  @TempDir private Path home;
  private Path java;
  private Path jar;
  private Path cache;

  @BeforeEach
  void make() throws IOException {
    java = home.resolve("java");
    jar = home.resolve("target/needledrop-runner.jar");
    cache = home.resolve("target/needledrop.aot");
    Files.copy(Programs.ROOT.resolve("needledrop"), home.resolve("needledrop"));
    for (String folder : List.of("java/bin", "target/native", "target/ffmpeg", "tools")) {
      Files.createDirectories(home.resolve(folder));
    }
    Files.createFile(jar);
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    program("java/bin/java", JAVA);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(home.resolve(name), script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void reportsThatItNeedsMaven() throws Exception {
    Files.delete(jar);
    for (String tool : List.of("bash", "dirname", "find", "grep", "mkdir", "readlink")) {
      Path program = Tools.onPath(tool).orElseThrow();
      program("tools/" + tool, "#!/bin/sh\nexec " + program + " \"$@\"\n");
    }

    Programs.Result result = launch(Map.of("PATH", home.resolve("tools").toString()));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("needs Maven");
  }

  @Test
  void readsEveryFileNameEvenIfTheLocaleIsNotInstalled() throws Exception {
    assertThat(launch(Map.of("LANG", "xx_XX.UTF-8")).output()).contains("\nLC_ALL=C.UTF-8\n");
  }

  @Test
  void createsTheAotCacheWithoutTheUsersSettings() throws Exception {
    launch(Map.of("NEEDLEDROP_INDEX", "http://localhost:9200/index", "OTEL_SERVICE_NAME", "mine"));

    assertThat(java.resolve("bin/trainings"))
        .content()
        .doesNotContain("NEEDLEDROP_", "OTEL_")
        .doesNotContain("\n" + home + "\n");
  }

  @Test
  void recreatesTheAotCacheAfterAnUpdateOfProgramOrJava() throws Exception {
    assertThat(launch(Map.of()).output()).contains("-XX:AOTCache=" + cache);
    launch(Map.of());
    assertThat(trainings()).isEqualTo(1);

    Files.setLastModifiedTime(cache, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    launch(Map.of());
    assertThat(trainings()).as("the program was rebuilt").isEqualTo(2);

    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
    launch(Map.of());
    launch(Map.of());
    assertThat(trainings()).as("Java was updated").isEqualTo(3);
  }

  private long trainings() throws IOException {
    return Files.readAllLines(java.resolve("bin/trainings")).stream()
        .filter("training"::equals)
        .count();
  }

  private Programs.Result launch(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("needledrop").toString(), "--version")
            .directory(home.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(LANG|LC|NEEDLEDROP|OTEL).*"));
    builder.environment().put("NEEDLEDROP_JAVA_HOME", java.toString());
    builder.environment().putAll(environment);
    return Programs.run(builder);
  }
}
