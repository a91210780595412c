package org.needledrop.journal;

import static org.needledrop.journal.JournalDatabase.text;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.needledrop.tags.TagFields;

/**
 * What each run wrote: the fields that a file had before it, so that one run can be undone. The id
 * of a run is the time at which it began, such as {@code 2026-03-01T12:00:00Z}.
 */
public final class RunTable {

  /** Writes outside of a run, such as by the service. They only come after those of a run. */
  private static final String NONE = "";

  private final JournalDatabase database;
  private volatile String current = NONE;

  RunTable(JournalDatabase database) {
    this.database = database;
  }

  /** Begins a run, to which all further writes belong; returns its id. */
  public String begin(Instant now) {
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    while (has(start.toString())) {
      start = start.plusSeconds(1);
    }
    current = start.toString();
    return current;
  }

  /** Returns whether a run has written files that were not undone since. */
  public boolean has(String run) {
    return database.first(row -> true, "SELECT 1 FROM run_write WHERE run = ?", run).isPresent();
  }

  /** Returns the latest runs that can be undone, the last one first. */
  public List<String> latest(int count) {
    return database.query(
        row -> text(row, "run"),
        "SELECT run FROM run_write WHERE run <> '' GROUP BY run ORDER BY run DESC LIMIT ?",
        count);
  }

  /** Notes the fields that a write replaces; those before the run's first write of the file. */
  public void wrote(JournalEntry entry) {
    database.update(
        current.equals(NONE)
            ? "INSERT OR REPLACE INTO run_write VALUES (?, ?, ?)"
            : "INSERT OR IGNORE INTO run_write VALUES (?, ?, ?)",
        entry.file().toString(),
        current,
        EntryTable.json(entry.replaced()));
  }

  /** Returns the fields that a file had before a run; empty if the run did not write it. */
  public Optional<TagFields> replaced(Path file, String run) {
    return database.first(
        row -> EntryTable.fields(text(row, "replaced")),
        "SELECT replaced FROM run_write WHERE path = ? AND run = ?",
        file.toString(),
        run);
  }

  /** Returns whether nothing else has written the file after the run. */
  public boolean isLast(Path file, String run) {
    return database
        .first(
            row -> text(row, "run"),
            "SELECT run FROM run_write WHERE path = ? ORDER BY rowid DESC LIMIT 1",
            file.toString())
        .filter(run::equals)
        .isPresent();
  }

  /** Deletes what a run wrote to a file, once it is undone. */
  public void forget(Path file, String run) {
    database.update("DELETE FROM run_write WHERE path = ? AND run = ?", file.toString(), run);
  }

  /** Deletes what all runs wrote to a file, once its original fields are restored. */
  public void forget(Path file) {
    database.update("DELETE FROM run_write WHERE path = ?", file.toString());
  }

  void move(Path from, Path to) {
    database.update(
        "UPDATE OR REPLACE run_write SET path = ? WHERE path = ?", to.toString(), from.toString());
  }
}
