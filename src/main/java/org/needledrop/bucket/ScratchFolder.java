package org.needledrop.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.needledrop.failure.IoReason;

/** A temporary folder for one object, deleted on close. Its name contains the process id. */
record ScratchFolder(Path path) implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ScratchFolder.class.getName());
  private static final Pattern NAME = Pattern.compile("needledrop-(\\d+)-.*");

  static ScratchFolder in(Path parent) {
    try {
      String prefix = "needledrop-%d-".formatted(ProcessHandle.current().pid());
      return new ScratchFolder(Files.createTempDirectory(parent, prefix));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a folder in " + parent, e);
    }
  }

  /**
   * Deletes folders of killed processes. Call it before creating one: a folder with this process's
   * id belongs to an earlier process, as Lambda keeps /tmp and reuses ids when it restarts a killed
   * function.
   */
  static void deleteAbandoned(Path parent) {
    try (Stream<Path> listed = Files.list(parent)) {
      listed
          .filter(ScratchFolder::isAbandoned)
          .map(ScratchFolder::new)
          .forEach(ScratchFolder::close);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot search {0} for old files: {1}", parent, IoReason.of(e));
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "cannot delete old files: {0}", e.getMessage());
    }
  }

  private static boolean isAbandoned(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    long pid = Long.parseLong(name.group(1));
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }

  @Override
  public void close() {
    try (Stream<Path> listed = Files.list(path)) {
      List<Path> files = listed.toList();
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
