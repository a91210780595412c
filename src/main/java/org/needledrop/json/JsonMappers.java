package org.needledrop.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * The JSON mappers that several packages share. They are not reconfigured: a package with settings
 * of its own starts from a {@link ObjectMapper#copy() copy}.
 */
public final class JsonMappers {

  /** Jackson's defaults. */
  public static final ObjectMapper PLAIN = new ObjectMapper();

  /** An empty {@link java.util.Optional} is {@code null}, another one is its value. */
  public static final ObjectMapper WITH_OPTIONALS =
      new ObjectMapper().registerModule(new Jdk8Module());

  private JsonMappers() {}
}
