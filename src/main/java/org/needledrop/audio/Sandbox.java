package org.needledrop.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Confines an ffmpeg that a malicious file may have taken over. ffmpeg sees only the system's
 * libraries, itself and the one file, all read-only; it has no network, sees no other processes,
 * and dies with its parent. Uses bubblewrap (bwrap(1)), which needs unprivileged user namespaces:
 * available on most Linux desktops and servers, in few containers.
 */
public final class Sandbox {

  /** Whether to use a sandbox. */
  public enum Use {
    /** If available. */
    AUTO,
    OFF,
    /** Fail if there is none. */
    REQUIRED
  }

  private static final String BUBBLEWRAP = "bwrap";

  /** Folders of programs and libraries; missing ones are skipped. */
  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/nix/store", "/gnu/store");

  private static final Sandbox NONE = new Sandbox(List.of());

  private final List<String> bubblewrap;

  private Sandbox(List<String> bubblewrap) {
    this.bubblewrap = bubblewrap;
  }

  static Sandbox none() {
    return NONE;
  }

  /**
   * Returns a sandbox for the program, after a test run.
   *
   * @throws IllegalStateException if it is required but not available
   */
  static Sandbox of(Use use, Path executable) {
    if (use == Use.OFF) {
      return NONE;
    }
    Sandbox sandbox = new Sandbox(bubblewrap(executable));
    Optional<String> problem = sandbox.tryOut(executable);
    if (problem.isEmpty()) {
      return sandbox;
    }
    if (use == Use.REQUIRED) {
      throw new IllegalStateException(
          "no sandbox available for ffmpeg (NEEDLEDROP_SANDBOX=required): " + problem.get());
    }
    return NONE;
  }

  private static List<String> bubblewrap(Path executable) {
    Stream<String> options =
        Stream.of(
            BUBBLEWRAP, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL");
    Stream<String> system = SYSTEM.stream().flatMap(path -> bind("--ro-bind-try", path));
    return Stream.of(options, system, bind("--ro-bind", executable.toString()))
        .flatMap(parts -> parts)
        .toList();
  }

  private static Stream<String> bind(String how, String path) {
    return Stream.of(how, path, path);
  }

  /** Returns the prefix of ffmpeg's command line. */
  List<String> around(Path file) {
    if (bubblewrap.isEmpty()) {
      return List.of();
    }
    return Stream.concat(bubblewrap.stream(), bind("--ro-bind", file.toAbsolutePath().toString()))
        .toList();
  }

  /** Returns the name printed by {@code --version}. */
  @Override
  public String toString() {
    return bubblewrap.isEmpty() ? "none" : "bubblewrap";
  }

  /** Runs the program in the sandbox; returns the problem, empty if there is none. */
  private Optional<String> tryOut(Path executable) {
    List<String> command =
        Stream.concat(around(executable).stream(), Stream.of(executable.toString(), "-version"))
            .toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      return status == 0
          ? Optional.empty()
          : Optional.of("bwrap exited with code %d: %s".formatted(status, said.strip()));
    } catch (IOException e) {
      return Optional.of("bubblewrap is not installed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
