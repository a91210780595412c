package org.needledrop.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.fuzzing.FuzzedFile;
import org.needledrop.library.FileState;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.IndexEntries;

/** A journal that was damaged: it says what it still knows, or that it failed and why. */
class JournalFuzzTest {
  private static final FuzzedFile FILE = FuzzedFile.named("journal.db");
  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));
  private static final FileState TRACK = new FileState(Path.of("/music/a.mp3"), 1, 2);
  private static final String HASH = "sha256:1f";
  private static final List<String> TABLES = List.of("file", "analysis", "entry", "label", "patch");
  private static final Map<String, Integer> COLUMNS = columns();

  /** The bytes of the SQLite file. */
  @FuzzTest
  void bytes(byte[] database) throws IOException {
    for (String leftover : List.of("journal.db-wal", "journal.db-shm", "journal.db-journal")) {
      Files.deleteIfExists(FILE.folder().resolve(leftover));
    }
    FILE.holding(database);
    try (Journal journal = Journal.readOnlyCopy(FILE.folder())) {
      readAll(journal);
    } catch (UncheckedIOException e) {
      assertClear(e);
    }
    try (Journal journal = Journal.open(FILE.folder())) {
      readAll(journal);
    } catch (UncheckedIOException e) {
      assertClear(e);
    }
  }

  /** Rows with anything in their cells, whatever the columns are meant for. */
  @DictionaryEntries({"SILENT", "malformed", "HASH", "done", "undone", "gnre:18", "embedding"})
  @FuzzTest
  void rows(FuzzedDataProvider data) {
    JournalDatabase database = JournalDatabase.inMemory();
    try (Journal journal = new Journal(database)) {
      while (data.remainingBytes() > 0) {
        insert(database, data);
      }
      readAll(journal);
    } catch (UncheckedIOException e) {
      assertClear(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/music/a/", "/", " "})
  void refusesAPathAfterWhichThePageWouldBeginWithItAgainOrThatNamesNoFile(String path) {
    JournalDatabase database = JournalDatabase.inMemory();
    try (Journal journal = new Journal(database)) {
      String none = "{\"tagPresent\":false,\"genres\":[],\"marks\":{}}";
      database.update(
          "INSERT INTO entry VALUES (?, '1f', 'm', 'f', 'done', ?, ?, 0, NULL)", path, none, none);
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> journal.entries().all().toList())
          .withMessageContaining("not a path: " + path);
    }
  }

  private static Map<String, Integer> columns() {
    try (JournalDatabase database = JournalDatabase.inMemory()) {
      return TABLES.stream()
          .collect(Collectors.toMap(name -> name, name -> columns(database, name)));
    }
  }

  private static int columns(JournalDatabase database, String table) {
    String count = "SELECT count(*) FROM pragma_table_info(?)";
    return database.query(row -> row.getInt(1), count, table).getFirst();
  }

  /** Not at all, where the table allows no such row: others follow. */
  private static void insert(JournalDatabase database, FuzzedDataProvider data) {
    String table = data.pickValue(TABLES);
    Object[] cells = Stream.generate(() -> cell(data)).limit(COLUMNS.get(table)).toArray();
    String places = Stream.of(cells).map(_ -> "?").collect(Collectors.joining(", "));
    database.update("INSERT OR IGNORE INTO %s VALUES (%s)".formatted(table, places), cells);
  }

  private static Object cell(FuzzedDataProvider data) {
    return switch (data.consumeInt(0, 11)) {
      case 0 -> data.consumeString(20);
      case 1 -> data.consumeLong();
      case 2 -> data.consumeDouble();
      case 3 -> data.consumeBytes(40);
      case 4 -> TRACK.path().toString();
      case 5 -> HASH;
      case 6 -> MODEL.id();
      case 7 -> "MP3";
      case 8 -> "done";
      case 9 -> "{\"tagPresent\":true,\"genres\":[\"Rock\"],\"marks\":{}}";
      case 10 -> data.consumeInt(0, 2);
      default -> null;
    };
  }

  private static void readAll(Journal journal) {
    journal.labels().forEach(label -> assertThat(label.genre()).isNotBlank());
    assertThat(journal.label(HASH)).isNotNull();
    journal.files().recording(TRACK).ifPresent(r -> assertThat(r.codec()).isNotNull());
    journal.files().failure(TRACK).ifPresent(f -> assertThat(f.reason()).isNotNull());
    journal.entries().withAudio(HASH).forEach(e -> assertThat(e.written()).isNotNull());
    assertThat(journal.entries().unindexed()).doesNotContainNull();
    assertThat(journal.record(TRACK.path())).isNotNull();
    journal.patches().of(TRACK.path()).forEach(p -> assertThat(p.written()).isNotNull());
    IndexEntries.of(journal, MODEL)
        .all()
        .forEach(track -> assertThat(track.audioHash()).isNotNull());
  }

  private static void assertClear(UncheckedIOException failure) {
    assertThat(failure.getMessage()).contains("the journal ");
  }
}
