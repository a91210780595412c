package org.needledrop.scoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Aggregates the scores of a track's snippets to those of the track: divide and conquer, then sum
 * (Hilsdorf 2022). Uses the mean, so that confidence does not depend on the track's length.
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
    return probabilities(Vectors.of(summands(scores, temperature)), temperature);
  }

  /**
   * Returns whether a sample of a track's snippets determines its top genre.
   *
   * @param scores scores of evenly spaced snippets
   * @param all number of snippets of the track
   */
  public boolean isSettled(List<float[]> scores, double temperature, int all) {
    return scores.size() == all || new GenreLead(summands(scores, temperature)).holds(all);
  }
}
