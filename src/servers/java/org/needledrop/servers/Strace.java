package org.needledrop.servers;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Watches the system calls of a program, or makes one of them fail. */
public final class Strace {

  private static final boolean WORKS = works();

  /** Of Linux' {@code sys/prctl.h}. */
  private static final int PR_SET_PTRACER = 0x59616d61;

  private static final long PR_SET_PTRACER_ANY = -1;

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

  /**
   * Watches what runs already, from now on.
   *
   * @param thread its number
   * @param options strace's own, which may have it watch the other threads as well
   */
  public static Process attach(String thread, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of("strace", "-p", thread));
    command.addAll(options);
    Process strace = new ProcessBuilder(command).start();
    StringBuilder words = new StringBuilder();
    while (words.indexOf(" attached") < 0) {
      String line = strace.errorReader().readLine();
      if (line == null) {
        throw new IOException("strace cannot watch: " + words);
      }
      words.append(line).append('\n');
    }
    return strace;
  }

  /** Lets programs that did not start this one watch it, where Yama keeps them from it. */
  @SuppressWarnings("restricted") // what native code is called is plain to see
  public static void letAnyAttach() {
    if (!Files.exists(Path.of("/proc/sys/kernel/yama"))) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle prctl =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("prctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    try {
      int unused = (int) prctl.invokeExact(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
    } catch (Throwable e) {
      throw new LinkageError("prctl cannot be called", e);
    }
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
