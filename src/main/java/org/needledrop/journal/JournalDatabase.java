package org.needledrop.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.core.DB;

/**
 * The SQLite file behind the journal. Every statement is a transaction and is on disk when it
 * returns, so a crash or power failure loses nothing.
 */
final class JournalDatabase implements AutoCloseable {

  /** Advice for shares without locks, and for read-only music. */
  static final String LOCAL_DISK_ADVICE =
      "; --library or NEEDLEDROP_LIBRARY can name a folder on a local disk for journal and index";

  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS file (
            path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
            audio_hash TEXT, container TEXT, codec TEXT, failure TEXT, stage TEXT, reason TEXT,
            metadata TEXT)\
          """,
          """
          CREATE TABLE IF NOT EXISTS analysis (
            audio_hash TEXT NOT NULL, method TEXT NOT NULL, container TEXT NOT NULL,
            codec TEXT NOT NULL, sample_rate_hz INTEGER NOT NULL, channels INTEGER NOT NULL,
            seconds REAL NOT NULL, abstained TEXT, detail TEXT, probabilities BLOB,
            embedding BLOB, snippet_seconds REAL, stride_seconds REAL, timeline BLOB,
            decoder TEXT, shortfall TEXT, PRIMARY KEY (audio_hash, method))\
          """,
          """
          CREATE TABLE IF NOT EXISTS entry (
            path TEXT PRIMARY KEY, audio_hash TEXT NOT NULL, method TEXT NOT NULL,
            fingerprint TEXT NOT NULL, state TEXT NOT NULL, original TEXT NOT NULL,
            written TEXT NOT NULL, indexed INTEGER NOT NULL DEFAULT 0, replaced TEXT)\
          """,
          "CREATE INDEX IF NOT EXISTS entry_by_audio ON entry (audio_hash)",
          """
          CREATE INDEX IF NOT EXISTS entry_unindexed ON entry (path)
            WHERE indexed = 0 AND state = 'done'\
          """,
          """
          CREATE TABLE IF NOT EXISTS copy (
            path TEXT NOT NULL, source TEXT NOT NULL, audio_hash TEXT NOT NULL,
            PRIMARY KEY (path, source, audio_hash))\
          """,
          """
          CREATE TABLE IF NOT EXISTS patch (
            path TEXT NOT NULL, written TEXT NOT NULL, original TEXT NOT NULL, pieces BLOB,
            PRIMARY KEY (path, written))""",
          """
          CREATE TABLE IF NOT EXISTS label (
            audio_hash TEXT PRIMARY KEY, path TEXT NOT NULL, genre TEXT NOT NULL)\
          """,
          """
          CREATE TABLE IF NOT EXISTS run_write (
            path TEXT NOT NULL, run TEXT NOT NULL, replaced TEXT NOT NULL,
            PRIMARY KEY (path, run))""");

  /** Checks for a column, which journals of older versions lack. */
  private static final String HAS_COLUMN = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?";

  private final String place;
  private final Connection connection;

  /**
   * @param place path for messages
   */
  private JournalDatabase(String place, Connection connection) {
    this.place = place;
    this.connection = connection;
  }

  /**
   * Opens the file; creates it if missing.
   *
   * @throws UncheckedIOException if it cannot be read or written
   */
  static JournalDatabase open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot create the journal " + file + ": " + e.getMessage(), e);
    }
    return open(file.toString(), "jdbc:sqlite:" + file.toUri()); // a URI may hold any name
  }

  /** Opens a database in memory. */
  static JournalDatabase inMemory() {
    return open("in memory", "jdbc:sqlite::memory:");
  }

  /**
   * Opens an empty database that SQLite keeps in a temporary file once it outgrows its cache, and
   * deletes when it is closed (sqlite.org/inmemorydb.html, "Temporary Databases").
   */
  static JournalDatabase temporary() {
    return open("in a temporary file", "jdbc:sqlite:");
  }

  private static JournalDatabase open(String place, String url) {
    SQLiteConfig durable = new SQLiteConfig();
    durable.setJournalMode(SQLiteConfig.JournalMode.WAL);
    durable.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    try {
      JournalDatabase database = new JournalDatabase(place, durable.createConnection(url));
      database.makeTables();
      return database;
    } catch (SQLException e) {
      throw failure(place, e);
    }
  }

  private void makeTables() {
    try {
      for (String statement : SCHEMA) {
        execute(statement);
      }
      addIfMissing("entry", "replaced");
      addIfMissing("analysis", "decoder");
      addIfMissing("file", "metadata");
      addIfMissing("analysis", "shortfall");
    } catch (SQLException e) {
      close();
      throw failure(place, e);
    }
  }

  private void addIfMissing(String table, String textColumn) throws SQLException {
    boolean isThere;
    try (PreparedStatement question = connection.prepareStatement(HAS_COLUMN)) {
      question.setString(1, table);
      question.setString(2, textColumn);
      try (ResultSet row = question.executeQuery()) {
        isThere = row.next();
      }
    }
    if (!isThere) {
      execute("ALTER TABLE %s ADD COLUMN %s TEXT".formatted(table, textColumn));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Copies all rows of another journal, for a dry run. */
  synchronized void copyFrom(Path file) {
    try {
      DB sqlite = connection.unwrap(SQLiteConnection.class).getDatabase();
      int status = sqlite.restore("main", file.toString(), null);
      if (status != SQLiteErrorCode.SQLITE_OK.code) {
        throw DB.newSQLException(status, "cannot copy the journal");
      }
    } catch (SQLException e) {
      throw failure(file.toString(), e);
    }
    makeTables();
  }

  synchronized void update(String sql, Object... values) {
    try (PreparedStatement statement = prepare(sql, values)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(place, e);
    }
  }

  synchronized <T> List<T> query(RowReader<T> reader, String sql, Object... values) {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet row = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    } catch (SQLException e) {
      throw failure(place, e);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(
          "the journal %s is damaged: %s".formatted(place, e.getMessage()), new IOException(e));
    }
  }

  <T> Optional<T> first(RowReader<T> reader, String sql, Object... values) {
    return query(reader, sql, values).stream().findFirst();
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static UncheckedIOException failure(String place, SQLException e) {
    String advice = isWithoutLocks(e) ? LOCAL_DISK_ADVICE : "";
    String message = "the journal %s failed: %s%s".formatted(place, e.getMessage(), advice);
    return new UncheckedIOException(message, new IOException(e));
  }

  /**
   * Returns whether the file system lacks what SQLite needs for its journal: locks, and memory that
   * processes share (sqlite.org/wal.html, section 2; network shares may lack both).
   */
  private static boolean isWithoutLocks(SQLException e) {
    return e instanceof SQLiteException failure
        && switch (failure.getResultCode()) {
          case SQLITE_BUSY,
              SQLITE_PROTOCOL,
              SQLITE_IOERR_LOCK,
              SQLITE_IOERR_RDLOCK,
              SQLITE_IOERR_UNLOCK,
              SQLITE_IOERR_CHECKRESERVEDLOCK,
              SQLITE_IOERR_SHMOPEN,
              SQLITE_IOERR_SHMSIZE,
              SQLITE_IOERR_SHMLOCK,
              SQLITE_IOERR_SHMMAP ->
              true;
          default -> false;
        };
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(place, e);
    }
  }

  /** Returns the text of a cell; throws if it is null. */
  static String text(ResultSet row, String column) throws SQLException {
    return present(row.getString(column), column);
  }

  /** Returns the bytes of a cell; throws if it is null. */
  static byte[] bytes(ResultSet row, String column) throws SQLException {
    return present(row.getBytes(column), column);
  }

  private static <T> T present(T value, String column) {
    if (value == null) {
      throw new IllegalArgumentException("missing value in column " + column);
    }
    return value;
  }

  /**
   * Converts the current row to a value; throws an {@link IllegalArgumentException} if it is
   * invalid.
   */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
