package org.needledrop.cli.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.needledrop.audio.PcmSink;

/** Buffers decoded samples, so that later stages can be timed without decoding. */
final class PcmMemory implements PcmSink {

  private final List<float[]> blocks = new ArrayList<>();

  @Override
  public void accept(float[] samples, int count) {
    blocks.add(Arrays.copyOf(samples, count));
  }

  void replay(PcmSink sink) {
    blocks.forEach(block -> sink.accept(block, block.length));
  }
}
