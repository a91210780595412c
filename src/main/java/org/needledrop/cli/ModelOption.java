package org.needledrop.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names another model. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model folder to score with, other than the one that comes along.")
  private Path folder;

  Path orElse(Path settings) {
    return folder == null ? settings : folder;
  }
}
