package org.needledrop.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * What workers and their clients get: a message that reads the same when sent on, or a short error.
 * The first two bytes are the length of the JSON, or 65,535 for nothing but JSON.
 */
class InferenceFuzzTest {
  private static final int LENGTH = 2;
  private static final int ALL_JSON = 0xFFFF;
  private static final int LONGEST_COMPLAINT = 400;

  @DictionaryEntries({"\"inputs\"", "\"outputs\"", "\"name\"", "\"shape\"", "\"datatype\""})
  @DictionaryEntries({"\"data\"", "\"UINT8\"", "\"FP32\"", "\"parameters\"", "\"model_name\""})
  @DictionaryEntries({
    "\"binary_data_size\"",
    "\"binary_data\"",
    "\"binary_data_output\"",
    "\"id\""
  })
  @FuzzTest
  void messages(byte[] bytes) {
    if (bytes.length >= LENGTH) {
      Message message = message(bytes);
      checkRequest(message);
      checkResponse(message);
    }
  }

  private static Message message(byte[] bytes) {
    int length = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort());
    return new Message(
        Arrays.copyOfRange(bytes, LENGTH, bytes.length),
        length == ALL_JSON ? OptionalInt.empty() : OptionalInt.of(length));
  }

  private static void checkRequest(Message message) {
    InferRequest request;
    try {
      request = TensorReader.request(message);
    } catch (ProtocolException e) {
      assertShort(e);
      return;
    }
    InferRequest again = TensorReader.request(TensorWriter.message(request));
    assertThat(again).usingRecursiveComparison().isEqualTo(request);
  }

  private static void checkResponse(Message message) {
    InferResponse response;
    try {
      response = TensorReader.response(message);
    } catch (ProtocolException e) {
      assertShort(e);
      return;
    }
    InferRequest all = new InferRequest(response.id(), List.of(), Map.of(), true);
    InferResponse again = TensorReader.response(TensorWriter.message(response, all));
    assertThat(again).usingRecursiveComparison().isEqualTo(response);
  }

  private static void assertShort(ProtocolException complaint) {
    assertThat(complaint.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_COMPLAINT);
  }

  @Test
  void refusesANumberThatIsALevelOnlyWithoutItsUpperBits() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> TensorReader.request(json("UINT8", "[1]", "[4294967301]")))
        .withMessageContaining("4294967301");
  }

  @Test
  void refusesAHalfSize() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> TensorReader.request(json("UINT8", "[1.5]", "[1]")))
        .withMessageContaining("1.5");
  }

  private static Message json(String datatype, String shape, String data) {
    String json =
        """
        {"inputs": [{"name": "a", "datatype": "%s", "shape": %s, "data": %s}]}"""
            .formatted(datatype, shape, data);
    return new Message(json.getBytes(StandardCharsets.UTF_8), OptionalInt.empty());
  }
}
