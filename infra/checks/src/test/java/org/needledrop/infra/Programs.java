package org.needledrop.infra;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Programs of this repository. */
final class Programs {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private Programs() {}

  /**
   * The result of a program.
   *
   * @param status exit status
   * @param output standard output and standard error
   */
  record Result(int status, String output) {}

  /** Runs a program in the root of the repository, with the tests' JDK. */
  static Result run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().put("NEEDLEDROP_JAVA_HOME", System.getProperty("java.home"));
    return run(builder);
  }

  /** Runs a program and throws unless it exits with 0 and without output. */
  static void runSilently(String... command) throws IOException, InterruptedException {
    Result result = run(command);
    if (!result.equals(new Result(0, ""))) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result);
    }
  }

  static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
