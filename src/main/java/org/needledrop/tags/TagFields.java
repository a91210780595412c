package org.needledrop.tags;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the fields that Needledrop owns or may change hold in one file.
 *
 * @param tagPresent whether the file has a tag at all; written as false, a tag that holds nothing
 *     else is taken out again
 * @param genres the raw text exactly as it stands in the file, such as {@code (17)}; an MP4 genre
 *     that stands there as a number (atom {@code gnre}) reads {@code gnre:18} and is written back
 *     as that number
 * @param marks our own fields by the names of {@link TagNames}
 */
public record TagFields(boolean tagPresent, List<String> genres, SortedMap<String, String> marks) {
  /** What a file without any tag holds. */
  public static final TagFields NONE = new TagFields(false, List.of(), new TreeMap<>());

  /**
   * @throws IllegalArgumentException if a name is not one of {@link TagNames}, or a file without a
   *     tag is said to hold fields
   */
  public TagFields {
    genres = List.copyOf(genres);
    marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
    for (String name : marks.keySet()) {
      if (!TagNames.isCanonical(name)) {
        throw new IllegalArgumentException("not a Needledrop field: " + name);
      }
    }
    if (!tagPresent && !(genres.isEmpty() && marks.isEmpty())) {
      throw new IllegalArgumentException("fields without a tag");
    }
  }

  /**
   * The fields that another program has put beside those it found here: {@code
   * ab:hi:mood_happy:happy} is AcousticBrainz' as well as ours.
   *
   * @param found what stands in the file by now
   */
  public SortedMap<String, String> addedTo(TagFields found) {
    SortedMap<String, String> added = new TreeMap<>(found.marks);
    added.keySet().removeIf(name -> !TagNames.isShared(name) || marks.containsKey(name));
    return added;
  }

  /** Those of another program that wrote voice or moods: they are not written over. */
  public SortedMap<String, String> shared() {
    return NONE.addedTo(this);
  }

  /** With further marks. */
  public TagFields with(SortedMap<String, String> further) {
    if (further.isEmpty()) {
      return this;
    }
    SortedMap<String, String> all = new TreeMap<>(marks);
    all.putAll(further);
    return new TagFields(true, genres, all);
  }

  /** The same fields, though a container with room for one genre holds several joined. */
  public boolean saysTheSameAs(TagFields other) {
    return marks.equals(other.marks) && joined(genres).equals(joined(other.genres));
  }

  /** Several genres as the one value of an ID3v2.2 or v2.3 tag. */
  static String joined(List<String> genres) {
    return String.join("; ", genres);
  }
}
