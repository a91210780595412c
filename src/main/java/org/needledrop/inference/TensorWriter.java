package org.needledrop.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.needledrop.json.JsonMappers;

/** Serialises requests and responses. */
public final class TensorWriter {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  private TensorWriter() {}

  /** Serialises a request with inputs as raw bytes. */
  public static Message message(InferRequest request) {
    ObjectNode json = JSON.createObjectNode();
    request.id().ifPresent(id -> json.put("id", id));
    json.putObject("parameters").put("binary_data_output", request.binary());
    request
        .wanted()
        .forEach(
            (name, binary) ->
                json.withArray("outputs")
                    .addObject()
                    .put("name", name)
                    .putObject("parameters")
                    .put("binary_data", binary));
    return message(json, "inputs", request.inputs(), name -> true);
  }

  /** Serialises a response in the requested form. */
  public static Message message(InferResponse response, InferRequest request) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("model_name", response.model())
            .put("model_version", response.version());
    response.id().ifPresent(id -> json.put("id", id));
    List<Tensor> wanted =
        response.outputs().stream().filter(output -> request.wants(output.name())).toList();
    return message(json, "outputs", wanted, request::wantsBinary);
  }

  private static Message message(
      ObjectNode json, String field, List<Tensor> tensors, Predicate<String> binary) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    ArrayNode nodes = json.putArray(field);
    for (Tensor tensor : tensors) {
      ObjectNode node = nodes.addObject();
      node.put("name", tensor.name()).put("datatype", tensor.datatype().name());
      tensor.shape().forEach(node.withArray("shape")::add);
      if (binary.test(tensor.name())) {
        node.putObject("parameters").put("binary_data_size", tensor.content().length);
        raw.writeBytes(tensor.content());
      } else {
        putNumbers(node.putArray("data"), tensor);
      }
    }
    return joined(bytes(json), raw.toByteArray());
  }

  private static void putNumbers(ArrayNode numbers, Tensor tensor) {
    ByteBuffer content = ByteBuffer.wrap(tensor.content()).order(ByteOrder.LITTLE_ENDIAN);
    while (content.hasRemaining()) {
      switch (tensor.datatype()) {
        case UINT8 -> numbers.add(Byte.toUnsignedInt(content.get()));
        case FP32 -> numbers.add(content.getFloat());
      }
    }
  }

  private static Message joined(byte[] json, byte[] raw) {
    if (raw.length == 0) {
      return new Message(json, OptionalInt.empty());
    }
    byte[] body = ByteBuffer.allocate(json.length + raw.length).put(json).put(raw).array();
    return new Message(body, OptionalInt.of(json.length));
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
