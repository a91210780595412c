package org.needledrop.journal;

import java.nio.file.Path;

/** Source and recording of each tagged copy; recorded before the copy is created. */
public final class CopyTable {

  private final JournalDatabase database;

  CopyTable(JournalDatabase database) {
    this.database = database;
  }

  public boolean has(Path source, Path target, String audioHash) {
    return database
        .first(
            row -> true,
            "SELECT 1 FROM copy WHERE path = ? AND source = ? AND audio_hash = ?",
            target.toString(),
            source.toString(),
            audioHash)
        .isPresent();
  }

  public void put(Path source, Path target, String audioHash) {
    database.update(
        "INSERT OR IGNORE INTO copy VALUES (?, ?, ?)",
        target.toString(),
        source.toString(),
        audioHash);
  }
}
