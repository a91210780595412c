package org.needledrop.scoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How the scores of a track's snippets become those of the track: divide and conquer, then sum
 * (Hilsdorf 2022). The sum is divided by the number of snippets, so that a long track is not surer
 * than a short one by its length alone.
 */
public enum ScoreSum {
  /** Softmax of the mean logit over the temperature. */
  @JsonProperty("logits")
  LOGITS {
    @Override
    List<float[]> summands(List<float[]> scores, double temperature) {
      return scores;
    }

    @Override
    float[] probabilities(float[] mean, double temperature) {
      return Softmax.of(mean, temperature);
    }
  },

  /** Mean of each snippet's softmax of its logits over the temperature. */
  @JsonProperty("probabilities")
  PROBABILITIES {
    @Override
    List<float[]> summands(List<float[]> scores, double temperature) {
      return scores.stream().map(logits -> Softmax.of(logits, temperature)).toList();
    }

    @Override
    float[] probabilities(float[] mean, double temperature) {
      return mean;
    }
  };

  abstract List<float[]> summands(List<float[]> scores, double temperature);

  abstract float[] probabilities(float[] mean, double temperature);

  float[] probabilities(List<float[]> scores, double temperature) {
    return probabilities(Means.of(summands(scores, temperature)), temperature);
  }

  /**
   * Whether some of a track's snippets tell its genre as well as all would.
   *
   * @param scores of snippets spaced evenly over the track
   * @param all how many snippets the track has
   */
  public boolean isSettled(List<float[]> scores, double temperature, int all) {
    return scores.size() == all || new Lead(summands(scores, temperature)).holds(all);
  }
}
