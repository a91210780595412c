package org.needledrop.tags;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of the fields that Needledrop owns or may change in a file.
 *
 * @param tagPresent whether the file has a tag; if written as false, an otherwise empty tag is
 *     removed
 * @param genres raw text of the genres, such as {@code (17)}; a numeric MP4 genre (atom {@code
 *     gnre}) reads {@code gnre:18} and is written back as that number
 * @param customFields custom fields by the names of {@link TagNames}
 */
public record TagFields(
    boolean tagPresent,
    List<String> genres,
    @JsonProperty("marks") SortedMap<String, String> customFields) {
  /** The fields of a file without a tag. */
  public static final TagFields NONE = new TagFields(false, List.of(), new TreeMap<>());

  /**
   * @throws IllegalArgumentException if a name is not one of {@link TagNames}, or there are fields
   *     without a tag
   */
  public TagFields {
    genres = List.copyOf(genres);
    customFields = Collections.unmodifiableSortedMap(new TreeMap<>(customFields));
    for (String name : customFields.keySet()) {
      if (!TagNames.isCanonical(name)) {
        throw new IllegalArgumentException("not a Needledrop field: " + name);
      }
    }
    if (!tagPresent && !(genres.isEmpty() && customFields.isEmpty())) {
      throw new IllegalArgumentException("fields without a tag");
    }
  }

  /**
   * Returns the fields that another program has added to these: {@code ab:hi:mood_happy:happy} is
   * used by AcousticBrainz as well.
   *
   * @param found current fields of the file
   */
  public SortedMap<String, String> addedTo(TagFields found) {
    SortedMap<String, String> added = new TreeMap<>(found.customFields);
    added.keySet().removeIf(name -> !TagNames.isShared(name) || customFields.containsKey(name));
    return added;
  }

  /** Returns voice and mood fields of another program, which are not overwritten. */
  public SortedMap<String, String> shared() {
    return NONE.addedTo(this);
  }

  /** Returns a copy with additional custom fields. */
  public TagFields with(SortedMap<String, String> further) {
    if (further.isEmpty()) {
      return this;
    }
    SortedMap<String, String> all = new TreeMap<>(customFields);
    all.putAll(further);
    return new TagFields(true, genres, all);
  }

  /** Returns whether the fields are equal; genres may be joined in one value. */
  public boolean saysTheSameAs(TagFields other) {
    return customFields.equals(other.customFields) && joined(genres).equals(joined(other.genres));
  }

  /** Joins genres to the single value of an ID3v2.2 or v2.3 tag. */
  public static String joined(List<String> genres) {
    return String.join("; ", genres);
  }
}
