package org.needledrop.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that not even root can look into: its path is longer than Linux takes. */
public final class UnreadableFolder implements AutoCloseable {

  private static final int LONGEST_PATH = 4096;
  private static final String NAME = "long".repeat(50);

  private final Path made;
  private final Path moved;

  private UnreadableFolder(Path made, Path moved) {
    this.made = made;
    this.moved = moved;
  }

  /** Made below the folder by moving its upper half, whose path is short enough. */
  public static UnreadableFolder below(Path folder) throws IOException {
    Path deep = folder;
    while (deep.toString().length() + 2 * NAME.length() < LONGEST_PATH) {
      deep = deep.resolve(NAME);
    }
    Files.createDirectories(deep);
    Path made = Files.createDirectory(folder.resolve("a"));
    Files.createDirectories(made.resolve(NAME).resolve(NAME));
    return new UnreadableFolder(made, Files.move(made, deep.resolve("a")));
  }

  public Path path() {
    Path readable = moved.resolve(NAME);
    return readable.toString().length() < LONGEST_PATH ? readable.resolve(NAME) : readable;
  }

  /** Restores the permissions, so that it can be deleted. */
  @Override
  public void close() throws IOException {
    Files.move(moved, made);
  }
}
