package org.needledrop.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.needledrop.tagging.LibraryFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that names the library: the folder in which {@code .needledrop} is kept. */
final class LibraryOption {

  @Option(
      names = "--library",
      paramLabel = "DIR",
      description =
          "Where .needledrop, with journal and index, is kept. Else the nearest folder at or above"
              + " the tracks that has one.")
  private Path library;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** The library that a track belongs to, which must be there. */
  Path existing(Path track) {
    if (library != null) {
      return ExistingLibrary.withJournal(library);
    }
    return LibraryFolder.above(track)
        .map(ExistingLibrary::withJournal)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "No library at or above %s; tag it first, or name one with --library."
                        .formatted(track)));
  }

  /**
   * The library for tracks about to be tagged; a new one is made where they are.
   *
   * @param copies where they are when tagged copies are made
   */
  Path existingOrNew(List<Path> roots, Optional<Path> copies) {
    return Optional.ofNullable(library).or(() -> copies).orElseGet(() -> around(roots));
  }

  private Path around(List<Path> roots) {
    List<Path> libraries =
        roots.stream()
            .map(root -> LibraryFolder.above(root).orElseGet(() -> folder(root)))
            .distinct()
            .toList();
    if (libraries.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "These tracks belong to more than one library %s; name one with --library."
              .formatted(libraries));
    }
    return libraries.getFirst();
  }

  private static Path folder(Path root) {
    Path path = root.toAbsolutePath().normalize();
    return Files.isDirectory(path) ? path : path.getParent();
  }
}
