package org.needledrop.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.journal.LibraryFolder;

/**
 * Rejects folders that are not a library. A mistyped path would otherwise create an empty library
 * that hides the one above it.
 */
public final class ExistingLibrary {

  private ExistingLibrary() {}

  /** Returns the library; throws {@link UsageException} if it has no journal. */
  public static Path withJournal(Path library) {
    if (!LibraryFolder.hasJournal(library)) {
      throw refusal(library, "there is no journal in " + LibraryFolder.NAME);
    }
    return library;
  }

  /** Returns the library, even if its journal is lost; throws if it has no {@code .needledrop}. */
  public static Path withFolder(Path library) {
    if (!Files.isDirectory(LibraryFolder.journal(library))) {
      throw refusal(library, "there is no folder " + LibraryFolder.NAME);
    }
    return library;
  }

  /**
   * Returns the library, even if {@code .needledrop} is lost; throws if it lies inside another
   * library.
   */
  public static Path orFolder(Path library) {
    if (!Files.isDirectory(library)) {
      throw refusal(library, "no such folder");
    }
    return orNew(library);
  }

  /**
   * Returns the folder of a library that may be made; throws if it would lie inside another
   * library.
   */
  public static Path orNew(Path library) {
    return above(library).isPresent() ? withFolder(library) : library;
  }

  private static UsageException refusal(Path library, String why) {
    String advice =
        above(library)
            .map(other -> "it lies inside the library %s; use that".formatted(other))
            .orElse("tag its tracks first");
    return new UsageException("%s is not a library: %s; %s".formatted(library, why, advice));
  }

  private static Optional<Path> above(Path library) {
    return Optional.ofNullable(library.toAbsolutePath().normalize().getParent())
        .flatMap(LibraryFolder::above);
  }
}
