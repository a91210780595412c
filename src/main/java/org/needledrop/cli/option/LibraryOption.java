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
                refusal(
                    "no library at or above %s; tag it first or use --library".formatted(track)));
  }

  /**
   * Returns the library at a folder, or else the nearest one above it.
   *
   * @param exactly whether the folder itself must be a library
   */
  public static Path nearest(Path folder, boolean exactly) {
    if (exactly) {
      return ExistingLibrary.withFolder(folder);
    }
    return LibraryFolder.above(folder)
        .orElseThrow(
            () ->
                new UsageException(
                    "no library at or above %s; use --library"
                        .formatted(folder.toAbsolutePath().normalize())));
  }

  /**
   * Returns the library for tracks about to be tagged: that of the option or the settings, the
   * nearest one at or above them, or a new one in a folder of the command line. A new one never
   * lies inside another, whose tracks it would hide.
   *
   * @param copies folder of the tagged copies, if copies are written
   */
  public Path existingOrNew(Settings settings, List<Path> roots, Optional<Path> copies) {
    return chosen(settings)
        .map(ExistingLibrary::orNew)
        .or(() -> copies.map(LibraryOption::aroundCopies))
        .orElseGet(() -> around(roots));
  }

  private static Path aroundCopies(Path copies) {
    return LibraryFolder.above(copies).orElse(copies);
  }

  /** Returns the library for a dry run, which makes none; empty if there is none to read. */
  public Optional<Path> ifExisting(Settings settings, List<Path> roots, Optional<Path> copies) {
    return chosen(settings)
        .or(() -> copies.map(LibraryOption::aroundCopies))
        .or(() -> roots.stream().flatMap(root -> LibraryFolder.above(root).stream()).findFirst());
  }

  private Path around(List<Path> roots) {
    List<Path> libraries =
        roots.stream().flatMap(root -> libraryOf(root).stream()).distinct().toList();
    if (libraries.size() > 1) {
      throw refusal(
          "the tracks belong to several libraries %s; choose one with --library"
              .formatted(libraries));
    }
    return libraries.stream().findFirst().orElseThrow(() -> noFolder(roots));
  }

  private static Optional<Path> libraryOf(Path root) {
    return LibraryFolder.above(root)
        .or(() -> Optional.of(root.toAbsolutePath().normalize()).filter(Files::isDirectory));
  }

  private ParameterException noFolder(List<Path> roots) {
    return roots.stream()
        .filter(Files::exists)
        .findFirst()
        .map(
            file ->
                refusal(
                    "%s is in no library; tag its folder, or name a folder for the journal, which"
                            .formatted(file)
                        + " undo needs, with --library"))
        .orElseGet(() -> refusal(roots.getFirst() + ": no such file or folder"));
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
