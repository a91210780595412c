package org.needledrop.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.tagging.Journal;
import org.needledrop.tagging.LibraryFolder;

/** The journal of the library that contains a file, if any. */
record LibraryMemory(Optional<Journal> journal) implements AutoCloseable {

  static LibraryMemory near(Path file) {
    return new LibraryMemory(
        LibraryFolder.above(file).map(LibraryFolder::journal).map(Journal::open));
  }

  @Override
  public void close() {
    journal.ifPresent(Journal::close);
  }
}
