package org.needledrop.tagging;

import java.util.List;
import java.util.Optional;

/** Genres that a person gave to recordings. */
final class LabelTable {

  private final JournalDatabase database;

  LabelTable(JournalDatabase database) {
    this.database = database;
  }

  Optional<String> find(String audioHash) {
    return database.first(
        row -> row.getString(1), "SELECT genre FROM label WHERE audio_hash = ?", audioHash);
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
        row -> new TrackLabel(row.getString(1), row.getString(2), row.getString(3)),
        "SELECT audio_hash, path, genre FROM label ORDER BY path");
  }
}
