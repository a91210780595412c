package org.needledrop.tagging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What happens to the genre field; Needledrop's own fields are written under every policy. */
public enum TagPolicy {
  /** Ours only where the file has none. */
  FILL {
    @Override
    List<String> genres(List<String> existing, List<String> ours) {
      return existing.stream().allMatch(String::isBlank) ? ours : existing;
    }
  },
  /** Ours instead of what the file has. */
  REPLACE {
    @Override
    List<String> genres(List<String> existing, List<String> ours) {
      return ours;
    }
  },
  /** Ours behind what the file has. */
  APPEND {
    @Override
    List<String> genres(List<String> existing, List<String> ours) {
      Stream<String> added =
          ours.stream().filter(word -> existing.stream().noneMatch(word::equalsIgnoreCase));
      return Stream.concat(existing.stream(), added).toList();
    }
  },
  /** The genre field stays as it is. */
  NEVER {
    @Override
    List<String> genres(List<String> existing, List<String> ours) {
      return existing;
    }
  };

  /**
   * The genre field as it should be.
   *
   * @param ours at least one word
   */
  abstract List<String> genres(List<String> existing, List<String> ours);

  /**
   * The policy that is written so.
   *
   * @throws IllegalArgumentException when none is
   */
  public static TagPolicy named(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** As it is written on a command line: {@code fill}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
