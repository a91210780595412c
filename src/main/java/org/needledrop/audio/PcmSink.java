package org.needledrop.audio;

/** Takes decoded audio, block by block. */
@FunctionalInterface
public interface PcmSink {
  /**
   * Takes the next block.
   *
   * @param samples mono, {@link AudioDecoder#SAMPLE_RATE_HZ}, nominally -1..1; the array is reused
   *     for the next block, so copy what must stay
   * @param count how many of them, from index 0, belong to this block
   */
  void accept(float[] samples, int count);
}
