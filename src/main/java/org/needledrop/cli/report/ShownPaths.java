package org.needledrop.cli.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Shows paths as the user gave them: relative to the current directory below a relative argument,
 * absolute below an absolute one. Addresses of objects stay.
 */
public final class ShownPaths {

  private final List<Path> given;

  private ShownPaths(List<Path> given) {
    this.given = given;
  }

  /**
   * Shows paths as these arguments were given.
   *
   * @param given files and folders of the command line; the first one decides for paths outside
   */
  public static ShownPaths as(Path... given) {
    return new ShownPaths(Arrays.asList(given));
  }

  public static ShownPaths as(List<Path> given) {
    return new ShownPaths(new ArrayList<>(given));
  }

  /** Returns this with another argument. */
  public ShownPaths and(Path path) {
    List<Path> more = new ArrayList<>(given);
    more.add(path);
    return new ShownPaths(more);
  }

  /**
   * Returns a path as it is shown.
   *
   * @param file absolute path or an address
   */
  public String shown(String file) {
    if (given.isEmpty() || !file.startsWith("/")) {
      return file;
    }
    Path path = Path.of(file);
    Path argument =
        given.stream()
            .filter(one -> path.startsWith(one.toAbsolutePath().normalize()))
            .findFirst()
            .orElse(given.getFirst());
    return argument.isAbsolute() ? file : relative(path);
  }

  private static String relative(Path path) {
    String shown = Path.of("").toAbsolutePath().normalize().relativize(path).toString();
    return shown.isEmpty() ? "." : shown;
  }

  /** Returns a message in which these paths are shown so. */
  String in(String message, Set<String> files) {
    String shown = message;
    for (String file : files) {
      shown = shown.replace(file, shown(file));
    }
    return shown;
  }
}
