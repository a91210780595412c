package org.needledrop.journal;

import static org.needledrop.journal.JournalDatabase.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.json.JsonMappers;
import org.needledrop.tags.TagFields;

/**
 * The files that Needledrop has written. An entry is stored before its file is replaced, so that
 * the original tags are known even if the process is killed in between.
 */
public final class EntryTable {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  private final JournalDatabase database;

  EntryTable(JournalDatabase database) {
    this.database = database;
  }

  /** Returns the entry of a file unless it was undone. */
  public Optional<JournalEntry> find(Path file) {
    return database.first(
        EntryTable::read,
        "SELECT * FROM entry WHERE path = ? AND state <> 'undone'",
        file.toString());
  }

  public List<JournalEntry> withAudio(String audioHash) {
    return database.query(
        EntryTable::read,
        "SELECT * FROM entry WHERE audio_hash = ? AND state <> 'undone'",
        audioHash);
  }

  /** Returns whether Needledrop created or tagged the file, even if it was undone since. */
  public boolean contains(Path file) {
    return database
        .first(row -> true, "SELECT 1 FROM entry WHERE path = ?", file.toString())
        .isPresent();
  }

  public boolean isDone(Path file, String fingerprint) {
    return database
        .first(
            row -> true,
            "SELECT 1 FROM entry WHERE path = ? AND fingerprint = ? AND state = 'done'",
            file.toString(),
            fingerprint)
        .isPresent();
  }

  public void prepare(JournalEntry entry) {
    database.update(
        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, 'prepared', ?, ?, 0, ?)",
        entry.file().toString(),
        entry.audioHash(),
        entry.method().toString(),
        entry.fingerprint(),
        json(entry.original()),
        json(entry.written()),
        json(entry.replaced()));
  }

  public void done(Path file) {
    setState(file, "done");
  }

  public void undone(Path file) {
    setState(file, "undone");
  }

  private void setState(Path file, String state) {
    database.update("UPDATE entry SET state = ? WHERE path = ?", state, file.toString());
  }

  void move(Path from, Path to) {
    database.update(
        "UPDATE OR REPLACE entry SET path = ? WHERE path = ?", to.toString(), from.toString());
  }

  /** Streams all finished entries ordered by path, one page of rows in memory at a time. */
  public Stream<JournalEntry> all() {
    return Stream.iterate(
            page(""), page -> !page.isEmpty(), page -> page(page.getLast().file().toString()))
        .flatMap(List::stream);
  }

  private List<JournalEntry> page(String after) {
    return database.query(
        EntryTable::read,
        "SELECT * FROM entry WHERE path > ? AND state = 'done' ORDER BY path LIMIT 1000",
        after);
  }

  /** Marks files with the recording for tagging in the next run. */
  void invalidate(String audioHash) {
    database.update("UPDATE entry SET fingerprint = '' WHERE audio_hash = ?", audioHash);
  }

  /** Returns finished entries that are not in the index yet. */
  public List<JournalEntry> unindexed() {
    return database.query(
        EntryTable::read, "SELECT * FROM entry WHERE indexed = 0 AND state = 'done'");
  }

  /** Marks a track as not indexed: its title or the like has changed. */
  public void reindex(Path file) {
    database.update("UPDATE entry SET indexed = 0 WHERE path = ?", file.toString());
  }

  /** Returns whether the file is indexed; false also for files that cannot hold tags. */
  public boolean isIndexed(Path file) {
    return database
        .first(row -> true, "SELECT 1 FROM entry WHERE path = ? AND indexed = 1", file.toString())
        .isPresent();
  }

  public void indexed(Path file) {
    database.update(
        "UPDATE entry SET indexed = 1 WHERE path = ? AND state = 'done'", file.toString());
  }

  private static JournalEntry read(ResultSet row) throws SQLException {
    TagFields written = fields(text(row, "written"));
    String replaced = row.getString("replaced"); // missing in old journals
    return new JournalEntry(
        path(text(row, "path")),
        text(row, "audio_hash"),
        AnalysisMethod.parse(text(row, "method")),
        text(row, "fingerprint"),
        fields(text(row, "original")),
        written,
        replaced == null ? written : fields(replaced));
  }

  static String json(TagFields fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static TagFields fields(String json) {
    try {
      TagFields fields = JSON.readValue(json, TagFields.class);
      if (fields != null) {
        return fields;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not tag fields: " + json, e);
    }
    throw new IllegalArgumentException("not tag fields: " + json);
  }

  /** Accepts a path only as {@link #prepare} writes it, as pages are ordered by text. */
  private static Path path(String text) {
    Path path = Path.of(text);
    if (!path.toString().equals(text) || path.getFileName() == null || text.isBlank()) {
      throw new IllegalArgumentException("not a path: " + text);
    }
    return path;
  }
}
