package org.needledrop.journal;

import static org.needledrop.journal.JournalDatabase.text;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.needledrop.tags.PackedSplice;
import org.needledrop.tags.Splice;
import org.needledrop.tags.file.RestorePatch;

/**
 * How to restore every byte of the files that Needledrop has written. A patch is stored before its
 * file is replaced, so the one before is kept too, in case the process is killed in between.
 */
public final class PatchTable {
  private static final int PATCHES_PER_FILE = 2;

  private final JournalDatabase database;

  PatchTable(JournalDatabase database) {
    this.database = database;
  }

  /** Returns the patches of a file, the newest first; at most one fits its present bytes. */
  public List<RestorePatch> of(Path file) {
    return database.query(
        PatchTable::read,
        "SELECT * FROM patch WHERE path = ? ORDER BY rowid DESC",
        file.toString());
  }

  public void put(Path file, RestorePatch patch) {
    database.update(
        "INSERT OR REPLACE INTO patch VALUES (?, ?, ?, ?)",
        file.toString(),
        patch.written(),
        patch.original(),
        patch.pieces().flatMap(PackedSplice::pack).orElse(null));
    database.update(
        "DELETE FROM patch WHERE path = ? AND rowid NOT IN"
            + " (SELECT rowid FROM patch WHERE path = ? ORDER BY rowid DESC LIMIT ?)",
        file.toString(),
        file.toString(),
        PATCHES_PER_FILE);
  }

  /** Forgets the patches of a file that was restored. */
  public void remove(Path file) {
    database.update("DELETE FROM patch WHERE path = ?", file.toString());
  }

  void move(Path from, Path to) {
    database.update("DELETE FROM patch WHERE path = ?", to.toString());
    database.update("UPDATE patch SET path = ? WHERE path = ?", to.toString(), from.toString());
  }

  private static RestorePatch read(ResultSet row) throws SQLException {
    Optional<Splice> pieces = Optional.ofNullable(row.getBytes("pieces")).map(PackedSplice::unpack);
    return new RestorePatch(text(row, "written"), text(row, "original"), pieces);
  }
}
