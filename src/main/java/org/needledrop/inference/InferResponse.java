package org.needledrop.inference;

import java.util.List;
import java.util.Optional;

/** What a model made of a request. */
public record InferResponse(
    String model, String version, Optional<String> id, List<Tensor> outputs) {

  public InferResponse {
    outputs = List.copyOf(outputs);
  }

  /**
   * The output of a name, or of {@code NAME__INDEX}, as Triton's PyTorch backend calls it.
   *
   * @throws ProtocolException when there is none
   */
  public Tensor output(String name) {
    return outputs.stream()
        .filter(one -> one.name().equals(name) || one.name().startsWith(name + "__"))
        .findFirst()
        .orElseThrow(() -> new ProtocolException("the response has no output " + name));
  }
}
