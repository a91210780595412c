package org.needledrop.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.needledrop.json.JsonMappers;

/** Converts records to JSON without absent values. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMappers.WITH_OPTIONALS.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);

  private Json() {}

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Converts a validated body to a record. */
  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new Problem(400, e.getOriginalMessage());
    }
  }

  /** Rounds to four decimals. */
  public static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
