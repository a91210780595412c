package org.needledrop.audio;

/** Receives decoded audio, block by block. */
@FunctionalInterface
public interface PcmSink {
  /**
   * Receives the next block.
   *
   * @param samples mono, {@link AudioDecoder#SAMPLE_RATE_HZ}, nominally -1..1; the array is reused
   *     for the next block
   * @param count number of samples in this block, from index 0
   */
  void accept(float[] samples, int count);
}
