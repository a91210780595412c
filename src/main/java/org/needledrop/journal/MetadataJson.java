package org.needledrop.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.needledrop.audio.Metadata;
import org.needledrop.json.JsonMappers;

/** The text of metadata in a cell. */
final class MetadataJson {

  private MetadataJson() {}

  static String text(Metadata metadata) {
    try {
      return JsonMappers.WITH_OPTIONALS.writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if the text is damaged
   */
  static Metadata read(String text) {
    try {
      return JsonMappers.WITH_OPTIONALS.readValue(text, Metadata.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not metadata: " + e.getOriginalMessage(), e);
    }
  }
}
