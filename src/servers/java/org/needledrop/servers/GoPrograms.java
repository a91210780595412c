package org.needledrop.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that Go builds from their source, once; where there is no Go their tests are skipped.
 */
final class GoPrograms {

  private static final Path HOME = Path.of("target/test-go").toAbsolutePath();

  private GoPrograms() {}

  /**
   * The path of a program, once it is there.
   *
   * @param module its package, at a version
   */
  static synchronized String program(String name, String module) {
    Path program = HOME.resolve(module.substring(module.indexOf('@') + 1)).resolve(name);
    if (!Files.exists(program)) {
      Assumptions.assumeTrue(hasGo(), "no Go here: " + name + " is not built");
      build(module, program.getParent());
    }
    return program.toString();
  }

  private static boolean hasGo() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
  }

  private static void build(String module, Path folder) {
    ProcessBuilder go = new ProcessBuilder(List.of("go", "install", module)).inheritIO();
    go.environment().put("GOBIN", folder.toString());
    try {
      assertThat(go.start().waitFor()).as("go install " + module).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
