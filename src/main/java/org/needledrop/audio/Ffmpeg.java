package org.needledrop.audio;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The ffmpeg executable (4.4 or later), which decodes every audio format. */
public final class Ffmpeg {
  private static final String CHOSEN = "needledrop.ffmpeg";
  private static final String VARIABLE = "NEEDLEDROP_FFMPEG"; // the same as an environment variable
  private static final Pattern VERSION = Pattern.compile("^ffmpeg version (\\S+)");
  private static final String BUNDLED_FOLDER = "needledrop.bundled-ffmpeg";

  private final Path executable;
  private final Sandbox sandbox;
  private volatile String version;

  private Ffmpeg(Path executable, Sandbox sandbox) {
    this.executable = executable;
    this.sandbox = sandbox;
  }

  /**
   * Returns the executable of the system property {@code needledrop.ffmpeg}, or else the one in the
   * folder {@code needledrop.bundled-ffmpeg}, so that a track gets the same scores on every
   * machine, or else {@code ffmpeg} on the PATH.
   *
   * @throws IllegalStateException if there is none
   */
  public static Ffmpeg find() {
    String chosen = System.getProperty(CHOSEN);
    return chosen != null
        ? at(Path.of(chosen))
        : bundled().or(Ffmpeg::onPath).orElseThrow(Ffmpeg::missing);
  }

  /**
   * Returns the given executable.
   *
   * @throws IllegalStateException if the file cannot be executed
   */
  public static Ffmpeg at(Path executable) {
    Path file = executable.toAbsolutePath();
    if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
      throw new IllegalStateException(VARIABLE + " is not an executable file: " + file);
    }
    return new Ffmpeg(file, Sandbox.none());
  }

  /**
   * Returns the same executable, run in a sandbox.
   *
   * @throws IllegalStateException if a sandbox is required but not available
   */
  public Ffmpeg sandboxed(Sandbox.Use use) {
    return new Ffmpeg(executable, Sandbox.of(use, executable));
  }

  public Path executable() {
    return executable;
  }

  /** Returns version, path and sandbox for the user. */
  public String description() {
    return "ffmpeg %s (%s), sandbox: %s".formatted(version(), executable, sandbox);
  }

  /** Returns the version that ffmpeg reports, such as {@code 8.0.1}; cached. */
  String version() {
    if (version == null) {
      version =
          versionOutput(executable)
              .map(VERSION::matcher)
              .filter(Matcher::find)
              .map(matcher -> matcher.group(1))
              .orElse("unknown");
    }
    return version;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  private static Optional<Ffmpeg> onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "ffmpeg").toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .filter(file -> versionOutput(file).isPresent())
        .map(Ffmpeg::at)
        .findFirst();
  }

  private static Optional<Ffmpeg> bundled() {
    return Optional.ofNullable(System.getProperty(BUNDLED_FOLDER))
        .map(Path::of)
        .flatMap(Ffmpeg::in);
  }

  /** The one in a folder, if there is one. */
  static Optional<Ffmpeg> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("ffmpeg"))
          .sorted()
          .findFirst()
          .map(Ffmpeg::unpacked);
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + folder, e);
    }
  }

  /** Makes the file executable: the build unpacks it from an archive without permissions. */
  private static Ffmpeg unpacked(Path file) {
    if (!Files.isExecutable(file)) {
      file.toFile().setExecutable(true);
    }
    return at(file);
  }

  /** Returns the output of {@code -version}; empty if the program does not run. */
  private static Optional<String> versionOutput(Path file) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(file.toString(), "-version").redirectErrorStream(true);
      FfmpegRun.takeSecretsFrom(builder);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static IllegalStateException missing() {
    return new IllegalStateException(
        "ffmpeg not found: install it, or set " + VARIABLE + "=/path/to/ffmpeg");
  }
}
