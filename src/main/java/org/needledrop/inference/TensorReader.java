package org.needledrop.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.needledrop.json.JsonMappers;

/** Parses requests and responses. */
public final class TensorReader {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  private TensorReader() {}

  /**
   * Parses a request.
   *
   * @throws ProtocolException if it is invalid
   */
  public static InferRequest request(Message message) {
    JsonNode json = json(message);
    Map<String, Boolean> wanted =
        elements(json.path("outputs"))
            .collect(
                Collectors.toMap(
                    output -> text(output, "name"),
                    output -> flag(output, "binary_data", binaryByDefault(json)),
                    (first, second) -> second));
    return new InferRequest(
        Optional.ofNullable(json.path("id").textValue()),
        tensors(json.path("inputs"), rawPart(message)),
        wanted,
        binaryByDefault(json));
  }

  /**
   * Parses a response.
   *
   * @throws ProtocolException if it is invalid
   */
  public static InferResponse response(Message message) {
    JsonNode json = json(message);
    return new InferResponse(
        text(json, "model_name"),
        json.path("model_version").asText(""),
        Optional.ofNullable(json.path("id").textValue()),
        tensors(json.path("outputs"), rawPart(message)));
  }

  private static boolean binaryByDefault(JsonNode json) {
    return flag(json, "binary_data_output", false);
  }

  private static boolean flag(JsonNode node, String name, boolean otherwise) {
    return node.path("parameters").path(name).asBoolean(otherwise);
  }

  private static JsonNode json(Message message) {
    int length = message.jsonLength().orElse(message.body().length);
    if (length < 0 || length > message.body().length) {
      throw new ProtocolException(
          "%s: %d of %d bytes"
              .formatted(Message.JSON_LENGTH_HEADER, length, message.body().length));
    }
    try {
      JsonNode json = JSON.readTree(message.body(), 0, length);
      if (json == null || !json.isObject()) {
        throw new ProtocolException("expected a JSON object");
      }
      return json;
    } catch (IOException e) {
      throw new ProtocolException("not JSON: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer rawPart(Message message) {
    ByteBuffer body = ByteBuffer.wrap(message.body());
    OptionalInt length = message.jsonLength();
    return body.position(length.orElse(body.limit()));
  }

  private static List<Tensor> tensors(JsonNode nodes, ByteBuffer raw) {
    List<Tensor> tensors = elements(nodes).map(node -> tensor(node, raw)).toList();
    if (raw.hasRemaining()) {
      throw new ProtocolException(raw.remaining() + " bytes after the last tensor");
    }
    return tensors;
  }

  private static Tensor tensor(JsonNode node, ByteBuffer raw) {
    String name = text(node, "name");
    Datatype datatype = Datatype.named(text(node, "datatype"));
    List<Integer> shape = elements(node.path("shape")).map(TensorReader::size).toList();
    JsonNode rawBytes = node.path("parameters").path("binary_data_size");
    byte[] content =
        rawBytes.isMissingNode()
            ? content(node.path("data"), datatype)
            : taken(raw, rawBytes.asInt(-1), name);
    return new Tensor(name, datatype, shape, content);
  }

  private static int size(JsonNode node) {
    if (!isInt(node)) {
      throw new ProtocolException("not a size: " + node);
    }
    return node.intValue();
  }

  private static boolean isInt(JsonNode number) {
    return number.canConvertToExactIntegral() && number.canConvertToInt();
  }

  private static byte[] taken(ByteBuffer raw, int length, String name) {
    if (length < 0 || length > raw.remaining()) {
      throw new ProtocolException(
          "tensor %s: binary_data_size is %d, but only %d bytes are left"
              .formatted(name, length, raw.remaining()));
    }
    byte[] content = new byte[length];
    raw.get(content);
    return content;
  }

  /** Reads numbers from a nested or flat array. */
  private static byte[] content(JsonNode array, Datatype datatype) {
    List<JsonNode> numbers = new ArrayList<>();
    flatten(array, numbers);
    ByteBuffer content =
        ByteBuffer.allocate(numbers.size() * datatype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode number : numbers) {
      switch (datatype) {
        case UINT8 -> content.put(level(number));
        case FP32 -> content.putFloat(number.floatValue());
      }
    }
    return content.array();
  }

  private static void flatten(JsonNode node, List<JsonNode> numbers) {
    if (node.isArray()) {
      node.forEach(child -> flatten(child, numbers));
    } else if (node.isNumber()) {
      numbers.add(node);
    } else {
      throw new ProtocolException("data contains a value that is not a number: " + node);
    }
  }

  private static byte level(JsonNode number) {
    int level = isInt(number) ? number.intValue() : -1;
    if (level < 0 || level > 255) {
      throw new ProtocolException("UINT8 value out of range 0 to 255: " + number);
    }
    return (byte) level;
  }

  private static String text(JsonNode node, String field) {
    String text = node.path(field).textValue();
    if (text == null) {
      throw new ProtocolException("%s is missing or not a string".formatted(field));
    }
    return text;
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
