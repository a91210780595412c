package org.needledrop.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.digest.Sha256;
import org.needledrop.library.FileState;

/** The rows of a library's journal as text, to compare two of them. */
public final class JournalRows {

  /** Columns that tell when, or what was there once. */
  private static final List<String> HISTORY = List.of("modified_ns", "replaced");

  private JournalRows() {}

  /** Returns all rows, and whether the journal has seen the track as it is. */
  public static String of(Path library, Path track) {
    try (JournalDatabase database =
        JournalDatabase.open(LibraryFolder.journal(library).resolve("journal.db"))) {
      List<String> rows = new ArrayList<>();
      for (String table : List.of("file", "analysis", "entry", "copy", "label")) {
        rows.addAll(database.query(JournalRows::row, "SELECT * FROM " + table + " ORDER BY 1, 2"));
      }
      rows.addAll(
          database.query(
              row -> "file is as it stands: " + isCurrent(track, row.getLong(1)),
              "SELECT modified_ns FROM file WHERE path = ?",
              track.toString()));
      return String.join("\n", rows);
    }
  }

  private static boolean isCurrent(Path track, long modifiedNanos) {
    return FileState.of(track).modifiedNanos() == modifiedNanos;
  }

  private static String row(ResultSet row) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      if (!HISTORY.contains(row.getMetaData().getColumnName(i))) {
        values.add(
            row.getObject(i) instanceof byte[] bytes
                ? Sha256.of(ByteBuffer.wrap(bytes))
                : row.getString(i));
      }
    }
    return values.toString();
  }
}
