package org.needledrop.inference;

import java.util.List;

/**
 * A named array.
 *
 * @param shape the batch first
 * @param content the elements in row-major order, little-endian
 */
public record Tensor(String name, Datatype datatype, List<Integer> shape, byte[] content) {

  /** Larger than any array, and small enough to multiply without overflow. */
  private static final long LARGEST = 1L << 32;

  /**
   * @throws ProtocolException if shape and content do not match
   */
  public Tensor {
    shape = List.copyOf(shape);
    if (bytes(datatype, shape) != content.length) {
      throw new ProtocolException(
          "tensor %s: %s %s does not fit %d bytes"
              .formatted(name, datatype, shape, content.length));
    }
  }

  /** Returns the size in bytes, capped at {@link #LARGEST}. */
  private static long bytes(Datatype datatype, List<Integer> shape) {
    long elements = datatype.bytes();
    for (int size : shape) {
      if (size < 0) {
        throw new ProtocolException("shape with a negative size: " + shape);
      }
      elements = Math.min(elements * size, LARGEST);
    }
    return elements;
  }
}
