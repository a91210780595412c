package org.needledrop.servers;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts main methods of the tests in small JVMs of their own, many times over: classes are in jars
 * and an archive of them is shared, which the first JVM makes when it ends.
 */
public final class ChildJvm {

  private final Path folder;
  private final String classPath;

  /**
   * @param folder gets the jars, the archive, and what libraries unpack
   */
  public ChildJvm(Path folder) throws IOException {
    this.folder = folder;
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

  /** The command line that runs a class. */
  public List<String> command(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"),
                "-Xlog:disable",
                "-Xlog:all=off",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
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
