package org.needledrop.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.servers.Strace;

/** Some network shares have no locks, or none that work: {@code fcntl} fails with ENOLCK there. */
class NoLocksTest {

  @TempDir private Path library;

  /** Opens a library as every command that writes does. */
  static void main(String[] arguments) {
    try (LibraryFolder held = LibraryFolder.hold(Path.of(arguments[0]));
        Journal journal = Journal.open(held.path())) {
      System.out.println("opened with " + journal.labels().size() + " labels");
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
  }

  private String openWhereLocksFail(String file) throws IOException {
    Strace.require();
    Path locked = library.resolve(LibraryFolder.NAME).resolve(file);
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            NoLocksTest.class.getName(),
            library.toString());
    Process process =
        new ProcessBuilder(
                Strace.watching(
                    java,
                    "-o",
                    "/dev/null",
                    "-P",
                    locked.toString(),
                    "-e",
                    "trace=fcntl",
                    "-e",
                    "inject=fcntl:error=ENOLCK"))
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void namesAnotherPlaceForTheLibraryWhenItCannotBeLocked() throws IOException {
    assertThat(openWhereLocksFail("lock"))
        .contains("cannot lock " + library.resolve(LibraryFolder.NAME))
        .contains("--library or NEEDLEDROP_LIBRARY can name a folder on a local disk");
  }

  @Test
  void namesAnotherPlaceForTheLibraryWhenTheJournalCannotBeLocked() throws IOException {
    assertThat(openWhereLocksFail("journal.db"))
        .contains("journal.db failed: ")
        .contains("--library or NEEDLEDROP_LIBRARY can name a folder on a local disk");
  }
}
