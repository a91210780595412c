package org.needledrop.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.needledrop.journal.LibraryFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --library}: the folder that contains {@code .needledrop}. */
public final class LibraryOption {

  @Option(
      names = "--library",
      paramLabel = "DIR",
      description =
          "Library folder, which holds journal and index in .needledrop (default: the nearest"
              + " folder at or above the tracks that has one; NEEDLEDROP_LIBRARY).")
  private Path library;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** Returns the library of a track; throws {@link ParameterException} if there is none. */
  public Path existing(Settings settings, Path track) {
    return chosen(settings).map(ExistingLibrary::withJournal).orElseGet(() -> above(track));
  }

  private Optional<Path> chosen(Settings settings) {
    return Optional.ofNullable(library).or(settings::library);
  }

  private Path above(Path track) {
    return LibraryFolder.above(track)
        .map(ExistingLibrary::withJournal)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no library at or above %s; tag it first or use --library".formatted(track)));
  }

  /**
   * Returns the library for tracks about to be tagged: that of the option or the settings, the
   * nearest one above them, or a new one.
   *
   * @param copies folder of the tagged copies, if copies are written
   */
  public Path existingOrNew(Settings settings, List<Path> roots, Optional<Path> copies) {
    return chosen(settings).or(() -> copies).orElseGet(() -> around(roots));
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
          "the tracks belong to several libraries %s; choose one with --library"
              .formatted(libraries));
    }
    return libraries.getFirst();
  }

  private static Path folder(Path root) {
    Path path = root.toAbsolutePath().normalize();
    return Files.isDirectory(path) ? path : path.getParent();
  }
}
