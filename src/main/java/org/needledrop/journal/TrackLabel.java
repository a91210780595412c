package org.needledrop.journal;

/**
 * A user label: the genre that a user gave to a recording.
 *
 * @param path path of its file at that time
 */
public record TrackLabel(String audioHash, String path, String genre) {

  public TrackLabel {
    if (genre.isBlank() || genre.chars().anyMatch(c -> c == '=' || Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "genre must not be empty or contain = or control characters");
    }
    genre = genre.strip();
  }
}
