package org.needledrop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.audio.Container;
import org.needledrop.audio.Metadata;
import org.needledrop.audio.Recording;
import org.needledrop.library.FileState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a journal costs by the number of its tracks; a million take 3 GB of disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JournalBenchmark {

  private static final String NUMBERS =
      """
      WITH RECURSIVE number(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i < %d - 1)
      """;

  /** 70 snippets, 384 values of an embedding. */
  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO file SELECT printf('/library/%%07d.mp3', i), 5000000, i,
            printf('sha256:%%064x', i), 'MP3', 'mp3', NULL, NULL, NULL FROM number""",
          """
          INSERT INTO analysis SELECT printf('sha256:%%064x', i), 'model 1', 'MP3', 'mp3', 44100, 2,
            210.0, NULL, NULL, zeroblob(40), randomblob(1536), 3.0, 3.0, randomblob(700)
            FROM number""",
          """
          INSERT INTO entry SELECT printf('/library/%%07d.mp3', i), printf('sha256:%%064x', i),
            'model 1', 'model 1|fill', 'done',
            '{"tagPresent":true,"genres":["Rock"],"marks":{}}',
            '{"tagPresent":true,"genres":["Rock"],"marks":{}}', 1,
            '{"tagPresent":true,"genres":["Rock"],"marks":{}}' FROM number""");

  @Param({"1000", "100000", "1000000"})
  private int tracks;

  private final Random random = new Random(1);
  private Path folder;
  private Journal journal;

  @Setup
  public void fill() throws IOException, SQLException {
    folder = Files.createTempDirectory("journal-benchmark");
    Journal.open(folder).close();
    try (Connection rows = DriverManager.getConnection("jdbc:sqlite:" + folder + "/journal.db");
        Statement statement = rows.createStatement()) {
      for (String insert : ROWS) {
        statement.executeUpdate((NUMBERS + insert).formatted(tracks));
      }
    }
    journal = Journal.open(folder);
  }

  @TearDown
  public void delete() throws IOException {
    journal.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private FileState anyFile() {
    int i = random.nextInt(tracks);
    return new FileState(Path.of("/library/%07d.mp3".formatted(i)), 5_000_000, i);
  }

  /** What a run asks of a track that it knows. */
  @Benchmark
  public Optional<Analysis> findKnownTrack() {
    Recording recording = journal.files().recording(anyFile()).orElseThrow();
    return journal.analysis(recording.audioHash(), AnalysisMethod.parse("model 1"));
  }

  /** What a run asks before its first track. */
  @Benchmark
  public List<JournalEntry> findUnindexed() {
    return journal.entries().unindexed();
  }

  /** One write that is on the disk when it returns. */
  @Benchmark
  public void noteFile() {
    journal.files().put(anyFile(), new Recording("sha256:0", Container.MP3, "mp3", Metadata.NONE));
  }

  @Benchmark
  public void open() {
    Journal.open(folder).close();
  }
}
