package org.needledrop.tags;

import static java.util.Comparator.comparing;

import java.util.List;

/**
 * All that a file holds besides its audio.
 *
 * @param own the fields we may change
 * @param foreign everything else, by name; those of one name stay in the file's order
 */
record FileTags(TagFields own, List<ForeignTag> foreign) {
  FileTags {
    foreign = foreign.stream().sorted(comparing(ForeignTag::name)).toList();
  }

  /**
   * One tag, frame, block or chunk that is none of ours.
   *
   * @param name what it is called in its container, {@code APIC frame}
   * @param content a digest or checksum of its bytes
   */
  record ForeignTag(String name, String content) {
    private static final int LONGEST_NAME = 40;

    /** For messages: a file can give a name any length, and bytes such as steer a terminal. */
    String printableName() {
      String shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME));
      return shortened.replaceAll("\\p{Cc}", "?");
    }
  }
}
