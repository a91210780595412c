package org.needledrop.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to run a model.
 *
 * @param wanted the outputs asked for, and whether as raw bytes; empty for all
 * @param binary whether outputs come as raw bytes where {@code wanted} does not say
 */
public record InferRequest(
    Optional<String> id, List<Tensor> inputs, Map<String, Boolean> wanted, boolean binary) {

  public InferRequest {
    inputs = List.copyOf(inputs);
    wanted = Map.copyOf(wanted);
  }

  /** One input, all outputs as raw bytes. */
  public static InferRequest binary(Tensor input) {
    return new InferRequest(Optional.empty(), List.of(input), Map.of(), true);
  }

  /** Whether an output is to be in the answer. */
  public boolean wants(String output) {
    return wanted.isEmpty() || wanted.containsKey(output);
  }

  /** Whether an output is to come as raw bytes. */
  public boolean wantsBinary(String output) {
    return wanted.getOrDefault(output, binary);
  }
}
