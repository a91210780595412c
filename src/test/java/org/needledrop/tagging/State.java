package org.needledrop.tagging;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.needledrop.digest.Sha256;
import org.needledrop.journal.JournalRows;
import org.needledrop.journal.LibraryFolder;
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

  static State of(FaultTask task, Path folder, String fileName) throws IOException {
    Path library = task.library(folder);
    Path target = library.resolve(fileName);
    return new State(
        content(target),
        Files.exists(library.resolve(".needledrop/journal.db"))
            ? JournalRows.of(library, target)
            : "none",
        index(LibraryFolder.index(library)),
        files(folder, LibraryFolder.index(library)));
  }

  static String content(Path target) throws IOException {
    return Files.exists(target) ? Sha256.of(ByteBuffer.wrap(Files.readAllBytes(target))) : "none";
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
