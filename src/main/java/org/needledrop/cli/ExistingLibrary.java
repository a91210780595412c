package org.needledrop.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.tagging.LibraryFolder;

/**
 * Refuses folders that are no library: a mistyped one would be made, empty, and hide the library
 * that it lies in.
 */
final class ExistingLibrary {

  private ExistingLibrary() {}

  /** A library with its journal. */
  static Path withJournal(Path library) {
    if (!LibraryFolder.hasJournal(library)) {
      throw refusal(library, "it has no journal in " + LibraryFolder.NAME);
    }
    return library;
  }

  /** A library whose journal may be lost. */
  static Path withFolder(Path library) {
    if (!Files.isDirectory(LibraryFolder.journal(library))) {
      throw refusal(library, "it has no " + LibraryFolder.NAME);
    }
    return library;
  }

  /** A library whose journal may be lost with all else of it, so any folder that is in no other. */
  static Path orFolder(Path library) {
    if (!Files.isDirectory(library)) {
      throw refusal(library, "there is no such folder");
    }
    return above(library).isPresent() ? withFolder(library) : library;
  }

  private static UsageException refusal(Path library, String why) {
    String advice =
        above(library)
            .map(other -> "the library above it is " + other)
            .orElse("its tracks must be tagged first");
    return new UsageException("%s is no library, %s; %s".formatted(library, why, advice));
  }

  private static Optional<Path> above(Path library) {
    return Optional.ofNullable(library.toAbsolutePath().normalize().getParent())
        .flatMap(LibraryFolder::above);
  }
}
