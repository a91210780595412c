package org.needledrop.inference;

import java.util.Arrays;

/** Of a tensor's elements; little-endian where they travel as bytes. */
public enum Datatype {
  UINT8(1),
  FP32(Float.BYTES);

  private final int bytes;

  Datatype(int bytes) {
    this.bytes = bytes;
  }

  /** Of one element. */
  public int bytes() {
    return bytes;
  }

  static Datatype named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ProtocolException("datatype %s is not supported".formatted(name)));
  }
}
