package org.needledrop.tags.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;

/** Compares the tags of other programs before and after a write. */
final class ForeignTags {
  private ForeignTags() {}

  /** Returns what the write would do to them, such as lose some; empty if they are equal. */
  static Optional<String> difference(FileTags before, FileTags after) {
    List<ForeignTag> lost = without(before.foreign(), after.foreign());
    if (!lost.isEmpty()) {
      return Optional.of("writing would lose " + counted(lost));
    }
    List<ForeignTag> added = without(after.foreign(), before.foreign());
    if (!added.isEmpty()) {
      return Optional.of("writing would add " + counted(added));
    }
    return before.foreign().equals(after.foreign())
        ? Optional.empty()
        : Optional.of("writing would reorder tags of the same name");
  }

  private static List<ForeignTag> without(List<ForeignTag> tags, List<ForeignTag> others) {
    Map<ForeignTag, Integer> left = new HashMap<>();
    others.forEach(tag -> left.merge(tag, 1, Integer::sum));
    return tags.stream().filter(tag -> left.merge(tag, -1, Integer::sum) < 0).toList();
  }

  /** {@code 2 x CHAP frame, 1 x TIT2 frame}. */
  private static String counted(List<ForeignTag> tags) {
    Map<String, Long> counts =
        tags.stream()
            .collect(
                Collectors.groupingBy(
                    ForeignTag::printableName, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " x " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
