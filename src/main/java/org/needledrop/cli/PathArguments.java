package org.needledrop.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The files and folders that a command works on. */
final class PathArguments {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, and folders with all below them.")
  private List<Path> paths;

  List<Path> paths() {
    return paths;
  }
}
