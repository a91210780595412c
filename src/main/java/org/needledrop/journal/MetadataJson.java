package org.needledrop.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.needledrop.audio.Metadata;

/** The text of metadata in a cell. */
final class MetadataJson {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  private MetadataJson() {}

  static String text(Metadata metadata) {
    try {
      return JSON.writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if the text is damaged
   */
  static Metadata read(String text) {
    try {
      return JSON.readValue(text, Metadata.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not metadata: " + e.getOriginalMessage(), e);
    }
  }
}
