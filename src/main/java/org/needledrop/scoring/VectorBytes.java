package org.needledrop.scoring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Serialises vectors: fp32, little-endian. */
public final class VectorBytes {

  private VectorBytes() {}

  /** Returns {@code byte[4 * vector.length]}. */
  public static byte[] of(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  /** Reads a vector from the remaining bytes of the buffer. */
  public static float[] read(ByteBuffer bytes) {
    float[] vector = new float[bytes.remaining() / Float.BYTES];
    bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }
}
