package org.needledrop.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an ffmpeg that a hostile file has taken over can do no harm. It sees the libraries of the
 * system, itself and the one file, all read-only; it has no network and no other processes, and
 * dies with the process that started it. Made by bubblewrap (bwrap(1)), where it is installed and
 * the kernel gives users namespaces of their own: most Linux desktops and servers, hardly any
 * container.
 */
public final class Sandbox {

  /** Whether to use one. */
  public enum Use {
    /** Where there is one. */
    AUTO,
    OFF,
    /** Or nothing is decoded. */
    REQUIRED
  }

  private static final String BUBBLEWRAP = "bwrap";

  /** Where programs and libraries are; what a system lacks is left out. */
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
   * Tries it with the program that is to run in it.
   *
   * @throws IllegalStateException if it is required and cannot be had
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
      throw new IllegalStateException("there is no sandbox for ffmpeg: " + problem.get());
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

  /** What to put before ffmpeg's command line. */
  List<String> around(Path file) {
    if (bubblewrap.isEmpty()) {
      return List.of();
    }
    return Stream.concat(bubblewrap.stream(), bind("--ro-bind", file.toAbsolutePath().toString()))
        .toList();
  }

  /** For {@code --version}. */
  @Override
  public String toString() {
    return bubblewrap.isEmpty() ? "none" : "bubblewrap";
  }

  /** What is wrong with it. */
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
          : Optional.of("bwrap ended with %d: %s".formatted(status, said.strip()));
    } catch (IOException e) {
      return Optional.of("bubblewrap is not installed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
