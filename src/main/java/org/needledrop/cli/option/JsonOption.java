package org.needledrop.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --json}: JSON Lines, with the same field names in every command. */
public final class JsonOption {

  @Option(
      names = "--json",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "-",
      preprocessor = AttachedValue.class,
      description = "Print JSON Lines, or write them to a file.")
  private Path file;

  /** Returns the file, {@code -} for standard output; empty without the option. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  public boolean takesStandardOutput() {
    return file().map(Path::toString).filter("-"::equals).isPresent();
  }
}
