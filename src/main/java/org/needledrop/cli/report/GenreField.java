package org.needledrop.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.GenreFound;
import org.needledrop.tagging.TagChange;

/** What became of a track's genre field. */
enum GenreField {
  /** A genre was written. */
  WRITTEN,
  /** The file keeps the genre that it had. */
  KEPT,
  /** The file has no genre. */
  EMPTY,
  /** Not known: the file was not read, or cannot hold tags. */
  UNKNOWN;

  static GenreField of(ReportLine line) {
    Optional<TagChange> change = line.change();
    if (change.isEmpty()) {
      return UNKNOWN;
    }
    List<String> before = change.get().before().genres();
    List<String> after = change.get().after().genres();
    if (after.stream().allMatch(String::isBlank)) {
      return EMPTY;
    }
    boolean ours = line.decision().filter(decision -> names(decision, after)).isPresent();
    boolean same = before.equals(after);
    return same && !(ours && line.status() == ReportLine.Status.UNCHANGED) ? KEPT : WRITTEN;
  }

  /** Returns whether the genre of the decision is among words, in any spelling: {@code Hip-Hop}. */
  private static boolean names(Decision decision, List<String> words) {
    return decision instanceof GenreFound found
        && words.stream().anyMatch(word -> letters(word).equals(letters(found.genre())));
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .toLowerCase(Locale.ROOT);
  }
}
