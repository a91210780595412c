package org.needledrop.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --model}: the model folder. */
public final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model folder (default: the bundled model).")
  private Path folder;

  public Path orElse(Path settings) {
    return folder == null ? settings : folder;
  }
}
