package org.needledrop.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to run a model.
 *
 * @param wanted requested outputs, and whether as raw bytes; empty for all
 * @param binary whether outputs are raw bytes by default
 */
public record InferRequest(
    Optional<String> id, List<Tensor> inputs, Map<String, Boolean> wanted, boolean binary) {

  public InferRequest {
    inputs = List.copyOf(inputs);
    wanted = Map.copyOf(wanted);
  }

  /** Returns a request with one input that asks for all outputs as raw bytes. */
  public static InferRequest binary(Tensor input) {
    return new InferRequest(Optional.empty(), List.of(input), Map.of(), true);
  }

  /** Returns whether an output is requested. */
  boolean wants(String output) {
    return wanted.isEmpty() || wanted.containsKey(output);
  }

  /** Returns whether an output is requested as raw bytes. */
  boolean wantsBinary(String output) {
    return wanted.getOrDefault(output, binary);
  }
}
