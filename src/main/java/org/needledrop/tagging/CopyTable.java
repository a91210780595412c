package org.needledrop.tagging;

import java.nio.file.Path;

/** Which recording of which file was copied to where; noted before the copy is made. */
final class CopyTable {

  private final JournalDatabase database;

  CopyTable(JournalDatabase database) {
    this.database = database;
  }

  boolean has(Path source, Path target, String audioHash) {
    return database
        .first(
            row -> true,
            "SELECT 1 FROM copy WHERE path = ? AND source = ? AND audio_hash = ?",
            target.toString(),
            source.toString(),
            audioHash)
        .isPresent();
  }

  void put(Path source, Path target, String audioHash) {
    database.update(
        "INSERT OR IGNORE INTO copy VALUES (?, ?, ?)",
        target.toString(),
        source.toString(),
        audioHash);
  }
}
