package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.OutOfDeviceMemory;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;

/**
 * A network whose score is the sum of a snippet, so that every answer can be checked. Takes a given
 * time for a batch, and at most the snippets that its memory holds.
 */
record SumScorer(int holds, int millis) implements Scorer {

  static Snippets random(int seed, int count) {
    byte[][] logMels = new byte[count][128 * 39];
    Random random = new Random(seed);
    for (byte[] logMel : logMels) {
      random.nextBytes(logMel);
    }
    return new Snippets(logMels, new double[count], 3, 128, 39);
  }

  static void assertSums(Snippets snippets, SnippetScores answer) {
    assertThat(answer.scores()).hasSize(snippets.count());
    for (int i = 0; i < snippets.count(); i++) {
      assertThat(answer.scores().get(i)[3]).isEqualTo(sum(snippets.logMels()[i]));
      assertThat(answer.embeddings().get(i)).hasSize(384);
    }
  }

  @Override
  public SnippetScores score(Snippets snippets) {
    if (snippets.count() > holds && snippets.logMels()[0][0] != 0) {
      throw new OutOfDeviceMemory(new IllegalStateException("CUDA out of memory"));
    }
    pause();
    List<float[]> scores = new ArrayList<>();
    for (byte[] logMel : snippets.logMels()) {
      float[] row = new float[10];
      row[3] = sum(logMel);
      scores.add(row);
    }
    return new SnippetScores(scores, Collections.nCopies(scores.size(), new float[384]));
  }

  private static float sum(byte[] logMel) {
    float sum = 0;
    for (byte level : logMel) {
      sum += Byte.toUnsignedInt(level);
    }
    return sum;
  }

  private void pause() {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {}
}
