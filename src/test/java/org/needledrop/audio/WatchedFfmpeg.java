package org.needledrop.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.needledrop.servers.Strace;

/** An ffmpeg whose system calls are noted: which files it names, what it connects to or starts. */
final class WatchedFfmpeg {

  private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)");
  private static final Pattern PATH = Pattern.compile("\"([^\"]*)\"");

  /** What every program asks the system for. */
  private static final List<String> SYSTEM =
      List.of("/etc/", "/lib", "/usr/lib", "/usr/share/locale", "/proc/", "/sys/", "/dev/null");

  private final Path logs;
  private final Ffmpeg real;
  private final Ffmpeg watched;

  /**
   * @param folder outside of which nothing of it lies
   */
  WatchedFfmpeg(Ffmpeg real, Path folder) throws IOException {
    this.real = real;
    logs = Files.createDirectory(folder.resolve("logs"));
    List<String> command =
        Strace.watching(
            List.of(real.executable().toString()),
            "-y",
            "-e",
            "trace=%file,%network,%process,write,writev,pwrite64,sendfile,copy_file_range",
            "-o",
            "'" + logs + "/'$$");
    watched =
        Ffmpeg.at(
            ShellScript.write(
                folder.resolve("watched-ffmpeg"),
                "exec %s \"$@\"".formatted(String.join(" ", command))));
  }

  /** To be used like any other. */
  Ffmpeg ffmpeg() {
    return watched;
  }

  int runs() throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return (int) files.count();
    }
  }

  /** What was noted so far. */
  void forget() throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      for (Path log : files.toList()) {
        Files.delete(log);
      }
    }
  }

  /** All that it did but read one file, write into its pipes, and what every program does. */
  List<String> misdeeds(Path input) throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .sorted()
          .flatMap(WatchedFfmpeg::lines)
          .filter(line -> isMisdeed(line, input))
          .toList();
    }
  }

  private static Stream<String> lines(Path log) {
    try {
      return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isMisdeed(String line, Path input) {
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return false; // the end of a call that was noted before, of a thread, a signal
    }
    String rest = call.group(2);
    return switch (call.group(1)) {
      case "execve" -> !rest.startsWith("\"" + real.executable() + "\"");
      case "write", "writev" -> !rest.matches("[12]<.*");
      case "clone", "clone3" -> !rest.contains("CLONE_THREAD");
      case "exit", "exit_group", "wait4", "kill", "tgkill", "rt_sigqueueinfo" -> false;
      case "openat", "open" -> !isRead(rest) || !isAllowed(rest, input);
      case "newfstatat" -> !rest.contains("AT_EMPTY_PATH") && !isAllowed(rest, input);
      case "readlink", "stat", "lstat", "statx", "access", "faccessat2", "getcwd", "statfs" ->
          !isAllowed(rest, input);
      default -> true;
    };
  }

  private static boolean isRead(String rest) {
    return rest.contains("O_RDONLY") && !rest.contains("O_CREAT") && !rest.contains("O_TRUNC");
  }

  private boolean isAllowed(String rest, Path input) {
    Matcher path = PATH.matcher(rest);
    if (!path.find()) {
      return false;
    }
    String named = path.group(1);
    return named.equals(escaped(input))
        || SYSTEM.stream().anyMatch(named::startsWith)
        || real.executable().startsWith(named);
  }

  /** As strace writes it. */
  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
