package org.needledrop.audio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What a file's tags say of the music, read by ffmpeg. Values have no line breaks and at most some
 * 500 characters.
 *
 * @param year of the date, 1000 to 2999
 * @param cover whether a picture is embedded
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Metadata(
    Optional<String> title,
    Optional<String> artist,
    Optional<String> album,
    Optional<Integer> year,
    boolean cover) {

  /** Tags that say nothing. */
  public static final Metadata NONE =
      new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  public Metadata {
    title = title == null ? Optional.empty() : title;
    artist = artist == null ? Optional.empty() : artist;
    album = album == null ? Optional.empty() : album;
    year = year == null ? Optional.empty() : year;
  }
}
