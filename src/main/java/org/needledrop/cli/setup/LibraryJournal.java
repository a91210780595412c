package org.needledrop.cli.setup;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.cli.option.Settings;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;

/** The journal of the library that contains a file, if any. */
public record LibraryJournal(Optional<Journal> journal) implements AutoCloseable {

  /** Returns the journal of the library in the settings, or else of the nearest one. */
  public static LibraryJournal near(Settings settings, Path file) {
    return new LibraryJournal(
        settings
            .library()
            .filter(LibraryFolder::hasJournal)
            .or(() -> LibraryFolder.above(file))
            .map(LibraryFolder::journal)
            .map(Journal::open));
  }

  @Override
  public void close() {
    journal.ifPresent(Journal::close);
  }
}
