package org.needledrop.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorReaderTest {

  private static final Tensor LEVELS =
      new Tensor("log_mel", Datatype.UINT8, List.of(1, 2, 2), new byte[] {0, 1, (byte) 200, -1});

  @Test
  void readsBackARequestWithRawTensors() {
    InferRequest request =
        new InferRequest(Optional.of("7"), List.of(LEVELS), Map.of("scores__0", false), true);

    InferRequest read = TensorReader.request(TensorWriter.message(request));

    assertThat(read).usingRecursiveComparison().isEqualTo(request);
  }

  @Test
  void readsNumbersInJsonNestedOrNot() {
    for (String data : List.of("[0,1,200,255]", "[[[0,1],[200,255]]]")) {
      Message message = json(input("[1,2,2]", "UINT8", "\"data\":" + data));

      assertThat(TensorReader.request(message).inputs().getFirst().content())
          .isEqualTo(LEVELS.content());
    }
  }

  @Test
  void answersWithNumbersIfNoRawBytesWereRequested() {
    InferRequest request = new InferRequest(Optional.empty(), List.of(LEVELS), Map.of(), false);
    InferResponse answer = new InferResponse("m", "1", Optional.empty(), List.of(LEVELS));

    Message message = TensorWriter.message(answer, request);

    assertThat(new String(message.body(), StandardCharsets.UTF_8)).contains("[0,1,200,255]");
    assertThat(TensorReader.response(message)).usingRecursiveComparison().isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"inputs\":[{\"name\":\"a\"}]}",
        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"x\"]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"UINT8\",\"shape\":[2],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"UINT8\",\"shape\":[1],\"data\":[256]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"UINT8\",\"shape\":[1],\"data\":[0.5]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"UINT8\",\"shape\":[-1],\"data\":[]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"UINT8\",\"shape\":[9],"
            + "\"parameters\":{\"binary_data_size\":9}}]}",
        "{\"inputs\":[{\"name\":\"a\",\"datatype\":\"UINT8\",\"shape\":"
            + "[2147483647,2147483647,2147483647],\"data\":[]}]}"
      })
  void refusesWhatIsNoRequest(String body) {
    assertThatThrownBy(() -> TensorReader.request(json(body)))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesBytesThatBelongToNoTensor() {
    Message message = TensorWriter.message(InferRequest.binary(LEVELS));
    byte[] longer = Arrays.copyOf(message.body(), message.body().length + 1);

    assertThatThrownBy(() -> TensorReader.request(new Message(longer, message.jsonLength())))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("1 bytes");
  }

  private static String input(String shape, String datatype, String rest) {
    return "{\"inputs\":[{\"name\":\"log_mel\",\"datatype\":\"%s\",\"shape\":%s,%s}]}"
        .formatted(datatype, shape, rest);
  }

  private static Message json(String body) {
    return new Message(body.getBytes(StandardCharsets.UTF_8), OptionalInt.empty());
  }
}
