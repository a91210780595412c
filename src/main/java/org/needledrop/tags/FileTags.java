package org.needledrop.tags;

import static java.util.Comparator.comparing;

import java.util.List;

/**
 * All tags of a file.
 *
 * @param own fields that Needledrop may change
 * @param foreign all others by name, those of the same name in the file's order
 */
public record FileTags(TagFields own, List<ForeignTag> foreign) {
  public FileTags {
    foreign = foreign.stream().sorted(comparing(ForeignTag::name)).toList();
  }

  /**
   * A tag, frame, block or chunk of another program.
   *
   * @param name its name in the container, {@code APIC frame}
   * @param content a digest or checksum of its bytes
   */
  public record ForeignTag(String name, String content) {
    private static final int LONGEST_NAME = 40;

    /** Returns the name for messages: shortened and without control characters. */
    public String printableName() {
      String shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME));
      return shortened.replaceAll("\\p{Cc}", "?");
    }
  }
}
