package org.needledrop.inference;

import java.util.Arrays;

/** Type of a tensor's elements; little-endian as raw bytes. */
public enum Datatype {
  UINT8(1),
  FP32(Float.BYTES);

  private final int bytes;

  Datatype(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of an element in bytes. */
  int bytes() {
    return bytes;
  }

  static Datatype named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ProtocolException("datatype %s is not supported".formatted(name)));
  }
}
