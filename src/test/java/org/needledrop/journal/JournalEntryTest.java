package org.needledrop.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.tags.TagFields;

class JournalEntryTest {

  private static final Map<String, String> OURS = Map.of("NEEDLEDROP_MODEL", "some 1");
  private static final Map<String, String> MOOD = Map.of("ab:hi:mood_happy:happy", "0.9");

  /** As a version wrote it that took moods for somebody else's. */
  private static final JournalEntry ENTRY =
      new JournalEntry(
          Path.of("song.mp3"),
          "hash",
          AnalysisMethod.parse("some 1"),
          "options",
          fields("Rock", Map.of()),
          fields("Metal", OURS),
          fields("Rock", Map.of()));

  @Test
  void moodsOfAnotherProgramAreNoChangeOfOurTags() {
    assertThat(ENTRY.left(fields("Metal", OURS, MOOD))).isTrue();
    assertThat(ENTRY.left(fields("Pop", OURS, MOOD))).isFalse();
  }

  @Test
  void undoKeepsMoodsThatAnotherProgramAdded() {
    assertThat(ENTRY.originalIn(fields("Metal", OURS, MOOD))).isEqualTo(fields("Rock", MOOD));
  }

  @Test
  void undoRemovesOurMoodsAlsoIfAnotherProgramChangedTheGenre() {
    JournalEntry entry =
        new JournalEntry(
            ENTRY.file(),
            ENTRY.audioHash(),
            ENTRY.method(),
            ENTRY.fingerprint(),
            fields("Rock", Map.of()),
            fields("Metal", OURS, MOOD),
            fields("Rock", Map.of()));

    assertThat(entry.originalIn(fields("Doom", OURS, MOOD))).isEqualTo(fields("Rock", Map.of()));
    assertThat(entry.originalIn(fields("Rock", MOOD))).isEqualTo(fields("Rock", MOOD));
  }

  @SafeVarargs
  private static TagFields fields(String genre, Map<String, String>... customFields) {
    TreeMap<String, String> all = new TreeMap<>();
    for (Map<String, String> some : customFields) {
      all.putAll(some);
    }
    return new TagFields(true, List.of(genre), all);
  }
}
