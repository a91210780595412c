package org.needledrop.tags;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of Needledrop's own fields, in the canonical spelling of {@link
 * TagFields#customFields()}.
 */
public final class TagNames {
  /** Name and version of the model that chose the genre. */
  public static final String MODEL = "NEEDLEDROP_MODEL";

  /** Hash of the encoded audio without tags: the identity of the track. */
  public static final String AUDIO = "NEEDLEDROP_AUDIO";

  /** Why no genre was chosen. */
  public static final String ABSTAINED = "NEEDLEDROP_ABSTAINED";

  private static final String OWN_PREFIX = "NEEDLEDROP_";

  /** The form {@code ab:hi:CLASSIFIER:CLASS} comes from AcousticBrainz, as Picard writes it. */
  private static final String CLASSIFIER_PREFIX = "ab:hi:";

  private static final String GENRE = "genre_needledrop";

  /** Classifiers that only Needledrop uses. */
  private static final List<String> OWN_CLASSIFIERS =
      List.of(GENRE + ":", "style_needledrop:", "content_needledrop:");

  /** Classifiers of AcousticBrainz, whose values a file may already contain. */
  private static final List<String> SHARED_CLASSIFIERS = List.of("voice_instrumental:", "mood_");

  private TagNames() {}

  /** Returns the name of the field for a genre's probability. */
  public static String probability(String genre) {
    return probability(GENRE, genre);
  }

  /**
   * Returns the name of the field for a class's probability, in lower case. Characters not allowed
   * in the name of a Vorbis comment (anything outside printable ASCII, {@code =} and {@code ~}) are
   * percent-encoded as UTF-8, and so is the per cent sign: {@code Música} is {@code m%c3%basica}.
   *
   * @throws IllegalArgumentException if the name of the class is blank
   */
  public static String probability(String classifier, String className) {
    if (className.isBlank()) {
      throw new IllegalArgumentException("genre or class name is empty");
    }
    StringBuilder name = new StringBuilder(CLASSIFIER_PREFIX).append(classifier).append(':');
    for (byte unit : className.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
      if (isPortable(unit) && unit != '%') {
        name.append((char) unit);
      } else {
        name.append('%').append(HexFormat.of().toHexDigits(unit));
      }
    }
    return name.toString();
  }

  /** Returns the canonical spelling of a field, ignoring case; empty for other programs' fields. */
  static Optional<String> canonical(String fieldName) {
    if (!isPortable(fieldName)) {
      return Optional.empty();
    }
    String upper = fieldName.toUpperCase(Locale.ROOT);
    if (upper.startsWith(OWN_PREFIX)) {
      return Optional.of(upper);
    }
    String lower = fieldName.toLowerCase(Locale.ROOT);
    return isOf(OWN_CLASSIFIERS, lower) || isOf(SHARED_CLASSIFIERS, lower)
        ? Optional.of(lower)
        : Optional.empty();
  }

  /** Returns whether other programs write the field for the same purpose. */
  static boolean isShared(String canonical) {
    return isOf(SHARED_CLASSIFIERS, canonical);
  }

  private static boolean isOf(List<String> classifiers, String lower) {
    return classifiers.stream()
        .anyMatch(classifier -> lower.startsWith(CLASSIFIER_PREFIX + classifier));
  }

  static boolean isCanonical(String fieldName) {
    return canonical(fieldName).filter(fieldName::equals).isPresent();
  }

  /** Returns whether every container can hold the name; Vorbis comments are strictest (5.2.1). */
  private static boolean isPortable(String name) {
    return name.chars().allMatch(TagNames::isPortable);
  }

  private static boolean isPortable(int character) {
    return character >= 0x20 && character <= 0x7D && character != '=';
  }
}
