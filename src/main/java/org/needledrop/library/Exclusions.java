package org.needledrop.library;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Files and folders that are left out. A glob without a slash matches the name of a file or folder
 * at any depth, as in .gitignore; one with a slash matches the path below the given folder. The
 * syntax is that of {@link java.nio.file.FileSystem#getPathMatcher}.
 */
public final class Exclusions {

  public static final Exclusions NONE = new Exclusions(List.of(), List.of());

  private final List<PathMatcher> names;
  private final List<PathMatcher> paths;

  private Exclusions(List<PathMatcher> names, List<PathMatcher> paths) {
    this.names = names;
    this.paths = paths;
  }

  /**
   * Parses globs.
   *
   * @throws IllegalArgumentException if one is not a glob; the message contains it
   */
  public static Exclusions of(List<String> globs) {
    List<String> trimmed = globs.stream().map(glob -> glob.replaceAll("/+$", "")).toList();
    return new Exclusions(
        trimmed.stream().filter(glob -> !glob.contains("/")).map(Exclusions::matcher).toList(),
        trimmed.stream().filter(glob -> glob.contains("/")).map(Exclusions::matcher).toList());
  }

  private static PathMatcher matcher(String glob) {
    try {
      String relative = glob.startsWith("/") ? glob.substring(1) : glob;
      return FileSystems.getDefault().getPathMatcher("glob:" + relative);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is not a glob: %s".formatted(glob, e.getDescription()), e);
    }
  }

  /**
   * Returns whether a file or folder, or a folder above it, is left out.
   *
   * @param root given folder; if equal to {@code path}, a file that only its name can exclude
   */
  public boolean leaveOut(Path root, Path path) {
    return leaveOut(path.equals(root) ? path.getFileName() : root.relativize(path));
  }

  /**
   * Returns whether a relative path, or a folder above it, is left out.
   *
   * @param relative path below the given folder, or key below the prefix
   */
  public boolean leaveOut(Path relative) {
    return IntStream.rangeClosed(1, relative.getNameCount())
        .mapToObj(depth -> relative.subpath(0, depth))
        .anyMatch(this::matches);
  }

  private boolean matches(Path part) {
    return names.stream().anyMatch(name -> name.matches(part.getFileName()))
        || paths.stream().anyMatch(path -> path.matches(part));
  }
}
