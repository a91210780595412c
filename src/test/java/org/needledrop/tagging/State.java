package org.needledrop.tagging;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.needledrop.digest.Sha256;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.TrackLines;
import org.needledrop.similarity.lucene.LuceneSearch;

/**
 * All that a library of one track holds, but for times.
 *
 * @param content digest of the track; {@code none} where there is no such file
 * @param journal its rows
 * @param index digest of its tracks; {@code none} before the first commit
 * @param files all there are, but those of the index; and those of the index that do not belong to
 *     its last commit
 */
record State(String content, String journal, String index, String files) {

  /** Columns that tell when, or what was there once. */
  private static final List<String> HISTORY = List.of("modified_ns", "replaced");

  static State of(FaultTask task, Path folder, String fileName) throws IOException {
    Path library = task.library(folder);
    Path target = library.resolve(fileName);
    return new State(
        content(target),
        Files.exists(library.resolve(".needledrop/journal.db")) ? journal(library, target) : "none",
        index(LibraryFolder.index(library)),
        files(folder, LibraryFolder.index(library)));
  }

  static String content(Path target) throws IOException {
    return Files.exists(target) ? Sha256.of(ByteBuffer.wrap(Files.readAllBytes(target))) : "none";
  }

  private static String journal(Path library, Path target) {
    try (JournalDatabase database =
        JournalDatabase.open(LibraryFolder.journal(library).resolve("journal.db"))) {
      List<String> rows = new ArrayList<>();
      for (String table : List.of("file", "analysis", "entry", "copy", "label")) {
        rows.addAll(database.query(State::row, "SELECT * FROM " + table + " ORDER BY 1, 2"));
      }
      rows.addAll(
          database.query(
              row -> "file is as it stands: " + stands(target, row.getLong(1)),
              "SELECT modified_ns FROM file WHERE path = ?",
              target.toString()));
      return String.join("\n", rows);
    }
  }

  private static boolean stands(Path target, long modifiedNanos) {
    return FileState.of(target).modifiedNanos() == modifiedNanos;
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

  /** Opened as searches do; broken ones throw. */
  private static String index(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return "none";
    }
    try (FSDirectory directory = FSDirectory.open(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        return "none";
      }
      try (CheckIndex check = new CheckIndex(directory)) {
        if (!check.checkIndex().clean) {
          throw new IOException("the index is broken");
        }
      }
    }
    try (LuceneSearch search = LuceneSearch.open(folder)) {
      StringWriter lines = new StringWriter();
      TrackLines.write(search.all(), lines);
      return Sha256.of(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** The paths of the tracks in the index. */
  static List<String> indexed(Path folder) throws IOException {
    if (index(folder).equals("none")) {
      return List.of();
    }
    try (LuceneSearch search = LuceneSearch.open(folder)) {
      return search.all().map(IndexedTrack::path).toList();
    }
  }

  private static String files(Path folder, Path index) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .forEach(names::add);
    }
    if (Files.isDirectory(index)) {
      try (FSDirectory directory = FSDirectory.open(index)) {
        if (DirectoryReader.indexExists(directory)) {
          String prefix = folder.relativize(index) + "/";
          SegmentInfos.readLatestCommit(directory)
              .files(true)
              .forEach(name -> names.remove(prefix + name));
          names.remove(prefix + IndexWriter.WRITE_LOCK_NAME);
        }
      }
    }
    return names.toString();
  }
}
