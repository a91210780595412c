package org.needledrop.tagging;

/**
 * The genre that a person gave to a recording.
 *
 * @param path where its file was then
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
