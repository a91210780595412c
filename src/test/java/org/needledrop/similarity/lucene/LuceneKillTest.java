package org.needledrop.similarity.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.similarity.TrackOrder;

/**
 * An index whose writer is killed (SIGKILL) again and again, at a random moment. {@code
 * -Dneedledrop.kills=50} does so fifty times in each test.
 */
class LuceneKillTest {

  private static final int KILLS = Integer.getInteger("needledrop.kills", 12);

  /** A process lives for 0 to 4 commits, and some milliseconds more. */
  private static final int MOST_COMMITS = 4;

  private static final int MOST_MILLIS = 80;

  @TempDir private Path folder;

  private final Random random = new Random(1);
  private final MadeUpLibrary library = WritingProcess.library();

  @BeforeEach
  void makeTheIndex() {
    try (LuceneIndex index = LuceneIndex.open(folder)) {
      index.commit();
    }
  }

  @Test
  void keepsWhatWasCommittedWhenItsWriterIsKilled() throws Exception {
    int committed = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      committed = Math.max(committed, lastWordOfKilled("put", committed + 1));

      assertClean();
      try (LuceneSearch search = LuceneSearch.open(folder)) {
        for (int number = 0; number <= committed; number++) {
          assertThat(search.find(MadeUpLibrary.hash(number)))
              .as("track %d, after kill %d", number, kill)
              .isPresent();
        }
        long tracks = search.statistics().tracks();
        assertThat(tracks % WritingProcess.TRACKS_A_COMMIT).as("whole commits").isZero();
      }
    }
    assertThat(committed).as("last track committed").isGreaterThan(KILLS);
    assertThatItGoesOn(committed + 1);
  }

  @Test
  void holdsTheOldTracksOrTheNewOnesWhenItsWriterIsKilledWhileReplacingThem() throws Exception {
    int replaced = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      replaced = Math.max(replaced, lastWordOfKilled("replace", replaced + 1));

      assertClean();
      int found = replacementThatIsThere();
      assertThat(found).as("after kill %d", kill).isBetween(replaced, replaced + 1);
      replaced = found;
    }
    assertThat(replaced).as("last replacement").isGreaterThan(KILLS);
  }

  /** All tracks are of one; -1 where there is none yet. */
  private int replacementThatIsThere() {
    try (LuceneSearch search = LuceneSearch.open(folder)) {
      List<IndexedTrack> tracks =
          search
              .list(
                  TrackFilter.ALL,
                  TrackOrder.PATH,
                  Optional.empty(),
                  2 * WritingProcess.TRACKS_OF_A_REPLACEMENT)
              .tracks();
      if (tracks.isEmpty()) {
        return -1;
      }
      int replacement = number(tracks.getFirst()) / WritingProcess.TRACKS_OF_A_REPLACEMENT;
      int from = replacement * WritingProcess.TRACKS_OF_A_REPLACEMENT;
      assertThat(tracks)
          .extracting(IndexedTrack::audioHash)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(from, from + WritingProcess.TRACKS_OF_A_REPLACEMENT)
                  .mapToObj(MadeUpLibrary::hash)
                  .toList());
      return replacement;
    }
  }

  private static int number(IndexedTrack track) {
    String file = Path.of(track.path()).getFileName().toString();
    return Integer.parseInt(file.substring(0, file.indexOf('.')));
  }

  /** The last number that the process said before it was killed; -1 if it said none. */
  private int lastWordOfKilled(String task, int first) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                WritingProcess.class.getName(),
                folder.toString(),
                task,
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).as("an index that was left open is opened").isEqualTo("open");
      int last = -1;
      for (int commits = random.nextInt(MOST_COMMITS + 1); commits > 0; commits--) {
        last = Integer.parseInt(out.readLine());
      }
      Thread.sleep(random.nextInt(MOST_MILLIS));
      process.toHandle().destroyForcibly(); // unlike Process, it leaves the words to be read
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = Integer.parseInt(line);
      }
      return last;
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("exit status of SIGKILL").isEqualTo(128 + 9);
    }
  }

  private void assertClean() throws IOException {
    try (FSDirectory directory = FSDirectory.open(folder);
        CheckIndex check = new CheckIndex(directory)) {
      assertThat(check.checkIndex().clean).isTrue();
    }
  }

  private void assertThatItGoesOn(int number) {
    try (LuceneIndex index = LuceneIndex.open(folder)) {
      index.put(library.track(number));
      index.commit();
    }
    try (LuceneSearch search = LuceneSearch.open(folder)) {
      assertThat(search.find(MadeUpLibrary.hash(number))).isPresent();
    }
  }
}
