package org.needledrop.tagging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How to write the genre field. Needledrop's own fields are always written. */
public enum TagPolicy {
  /** Writes the genre only if the file has none. */
  FILL {
    @Override
    List<String> genres(List<String> existing, List<String> ours) {
      return existing.stream().allMatch(String::isBlank) ? ours : existing;
    }
  },
  /** Replaces the file's genre. */
  REPLACE {
    @Override
    List<String> genres(List<String> existing, List<String> ours) {
      return ours;
    }
  },
  /** Appends the genre to the file's. */
  APPEND {
    @Override
    List<String> genres(List<String> existing, List<String> ours) {
      Stream<String> added =
          ours.stream().filter(word -> existing.stream().noneMatch(word::equalsIgnoreCase));
      return Stream.concat(existing.stream(), added).toList();
    }
  },
  /** Leaves the genre field unchanged. */
  NEVER {
    @Override
    List<String> genres(List<String> existing, List<String> ours) {
      return existing;
    }
  };

  /**
   * Returns the new genre field.
   *
   * @param ours at least one genre
   */
  abstract List<String> genres(List<String> existing, List<String> ours);

  /**
   * Parses a policy.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static TagPolicy named(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Returns the name used on the command line: {@code fill}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
