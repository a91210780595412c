package org.needledrop.journal;

import static org.needledrop.journal.JournalDatabase.text;

import java.util.List;
import java.util.Optional;

/** User labels by recording. */
final class LabelTable {

  private final JournalDatabase database;

  LabelTable(JournalDatabase database) {
    this.database = database;
  }

  Optional<String> find(String audioHash) {
    return database.first(
        row -> text(row, "genre"), "SELECT genre FROM label WHERE audio_hash = ?", audioHash);
  }

  void put(TrackLabel label) {
    database.update(
        "INSERT OR REPLACE INTO label VALUES (?, ?, ?)",
        label.audioHash(),
        label.path(),
        label.genre());
  }

  void delete(String audioHash) {
    database.update("DELETE FROM label WHERE audio_hash = ?", audioHash);
  }

  List<TrackLabel> all() {
    return database.query(
        row -> new TrackLabel(text(row, "audio_hash"), text(row, "path"), text(row, "genre")),
        "SELECT audio_hash, path, genre FROM label ORDER BY path");
  }
}
