package org.needledrop.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Watches the system calls of a program, or makes one of them fail. */
public final class Strace {

  private static final boolean WORKS = works();

  private Strace() {}

  /** Skips the test where programs cannot be watched; where CI runs it, that is an error. */
  public static void require() {
    String missing = "strace is not installed here, or may not watch other programs";
    if (System.getenv("CI") != null) {
      assertThat(WORKS).as(missing).isTrue();
    }
    assumeTrue(WORKS, missing);
  }

  /** A command with strace before it, as strace's own options say. */
  public static List<String> watching(List<String> command, String... options) {
    List<String> all = new ArrayList<>(List.of("strace", "-f", "-qq"));
    all.addAll(List.of(options));
    all.add("--");
    all.addAll(command);
    return all;
  }

  private static boolean works() {
    try {
      return new ProcessBuilder(watching(List.of("true"), "-e", "trace=execve", "-o", "/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
