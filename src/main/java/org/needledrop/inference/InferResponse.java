package org.needledrop.inference;

import java.util.List;
import java.util.Optional;

/** The outputs of a model. */
public record InferResponse(
    String model, String version, Optional<String> id, List<Tensor> outputs) {

  public InferResponse {
    outputs = List.copyOf(outputs);
  }

  /**
   * Returns an output by name, or by {@code NAME__INDEX} as in Triton's PyTorch backend.
   *
   * @throws ProtocolException if there is none
   */
  public Tensor output(String name) {
    return outputs.stream()
        .filter(one -> one.name().equals(name) || one.name().startsWith(name + "__"))
        .findFirst()
        .orElseThrow(() -> new ProtocolException("the response has no output " + name));
  }
}
