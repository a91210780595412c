package org.needledrop.servers;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts main methods of the tests in small JVMs of their own, many times over: classes are in jars
 * and an archive of them is shared.
 */
public final class ChildJvm {

  private static final Duration TO_LEARN = Duration.ofMinutes(5);

  private final Path folder;
  private final Path archive;
  private final String classPath;

  /**
   * @param folder gets the jars, the archive, and what libraries unpack
   */
  public ChildJvm(Path folder) throws IOException {
    this.folder = folder;
    this.archive = folder.resolve("classes.aot");
    List<String> jars = new ArrayList<>();
    for (String part : ownClassPath().split(File.pathSeparator, -1)) {
      Path path = Path.of(part);
      jars.add(Files.isDirectory(path) ? jar(path, jars.size()).toString() : part);
    }
    classPath = String.join(File.pathSeparator, jars);
  }

  private static String ownClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private Path jar(Path classes, int number) throws IOException {
    Path jar = folder.resolve("classes" + number + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> found = Files.walk(classes)) {
      entries.setLevel(0);
      for (Path each : found.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, entries);
      }
    }
    return jar;
  }

  /**
   * Runs a class once, and makes the archive of what it loaded.
   *
   * @param input what it is sent
   */
  public void learn(String input, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Path sent = Files.writeString(folder.resolve("input"), input);
    Process process =
        new ProcessBuilder(command("-XX:AOTCacheOutput=" + archive, main, arguments))
            .redirectErrorStream(true)
            .redirectInput(sent.toFile())
            .redirectOutput(folder.resolve("learning.log").toFile())
            .start();
    boolean ended = process.waitFor(TO_LEARN.toSeconds(), TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(Files.readString(folder.resolve("learning.log")));
    }
  }

  /** The command line that runs a class. */
  public List<String> command(Class<?> main, String... arguments) {
    return command("-XX:AOTCache=" + archive, main, arguments);
  }

  private List<String> command(String sharing, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                sharing,
                "-Xlog:disable",
                "-Xlog:all=off",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.io.tmpdir=" + folder,
                "-Dneedledrop.bundled-ffmpeg=" + System.getProperty("needledrop.bundled-ffmpeg"),
                "-cp",
                classPath,
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
