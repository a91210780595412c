package org.needledrop.web.http;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A {@code subsonic-response}, in JSON or in XML. */
public record SubsonicResponse(Map<String, Object> content) {

  private static final String VERSION = "1.16.1";
  private static final String SERVER_VERSION =
      Optional.ofNullable(SubsonicResponse.class.getPackage().getImplementationVersion())
          .orElse("unreleased");
  private static final String NAMESPACE = "http://subsonic.org/restapi";

  /** An error with the code of OpenSubsonic's response {@code error}. */
  public static final class Failure extends RuntimeException {
    private final SubsonicError error;

    public Failure(SubsonicError error, String message) {
      super(message, null, false, false);
      this.error = error;
    }
  }

  public static SubsonicResponse ok(Map<String, Object> answer) {
    return with("ok", answer);
  }

  public static SubsonicResponse failed(Failure failure) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", failure.error.code());
    error.put("message", failure.getMessage());
    return with("failed", Map.of("error", error));
  }

  private static SubsonicResponse with(String status, Map<String, Object> answer) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("status", status);
    content.put("version", VERSION);
    content.put("type", "needledrop");
    content.put("serverVersion", SERVER_VERSION);
    content.put("openSubsonic", true);
    content.putAll(answer);
    return new SubsonicResponse(content);
  }

  /**
   * Returns the reply, with status 200 even for errors.
   *
   * @param format parameter {@code f}: {@code json}, or else XML
   */
  public Reply reply(Optional<String> format) {
    boolean json = format.filter("json"::equals).isPresent();
    return json ? Reply.json(Map.of("subsonic-response", content)) : Reply.text("text/xml", xml());
  }

  private String xml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      writer.writeStartDocument("UTF-8", "1.0");
      writer.setDefaultNamespace(NAMESPACE);
      writeElement(writer, "subsonic-response", content, true);
      writer.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** Writes scalars as attributes, objects as elements and lists as repeated elements. */
  private static void writeElement(
      XMLStreamWriter writer, String name, Map<?, ?> values, boolean isRoot)
      throws XMLStreamException {
    writer.writeStartElement(name);
    if (isRoot) {
      writer.writeDefaultNamespace(NAMESPACE);
    }
    for (Map.Entry<?, ?> value : values.entrySet()) {
      if (!(value.getValue() instanceof Map) && !(value.getValue() instanceof List)) {
        writer.writeAttribute(value.getKey().toString(), legal(value.getValue().toString()));
      }
    }
    for (Map.Entry<?, ?> value : values.entrySet()) {
      writeChildren(writer, value.getKey().toString(), value.getValue());
    }
    writer.writeEndElement();
  }

  /** Removes control characters, which file names may contain but XML may not. */
  private static String legal(String text) {
    return text.replaceAll("[^\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  private static void writeChildren(XMLStreamWriter writer, String name, Object value)
      throws XMLStreamException {
    if (value instanceof Map<?, ?> map) {
      writeElement(writer, name, map, false);
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          writeElement(writer, name, map, false);
        } else {
          writer.writeStartElement(name);
          writer.writeCharacters(legal(item.toString()));
          writer.writeEndElement();
        }
      }
    }
  }
}
