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
    float[] probabilities(List<float[]> scores, double temperature) {
      return Softmax.of(Means.of(scores), temperature);
    }
  },

  /** Mean of each snippet's softmax of its logits over the temperature. */
  @JsonProperty("probabilities")
  PROBABILITIES {
    @Override
    float[] probabilities(List<float[]> scores, double temperature) {
      return Means.of(scores.stream().map(logits -> Softmax.of(logits, temperature)).toList());
    }
  };

  abstract float[] probabilities(List<float[]> scores, double temperature);
}
