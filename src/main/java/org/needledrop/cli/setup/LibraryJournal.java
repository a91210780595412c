package org.needledrop.cli.setup;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;

/** The journal of the library that contains a file, if any. */
public record LibraryJournal(Optional<Journal> journal) implements AutoCloseable {

  public static LibraryJournal near(Path file) {
    return new LibraryJournal(
        LibraryFolder.above(file).map(LibraryFolder::journal).map(Journal::open));
  }

  @Override
  public void close() {
    journal.ifPresent(Journal::close);
  }
}
