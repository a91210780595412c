package org.needledrop.scoring;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Tests whether the top genre of sampled snippets would be the top genre of all snippets.
 *
 * @param scores scores of the sampled snippets, one {@code float[genres]} each
 */
record GenreLead(List<float[]> scores) {

  /** Minimum lead; a smaller one may be due to sampling. */
  private static final double STANDARD_ERRORS = 2;

  /**
   * Returns whether every other genre is behind by two standard errors of the mean, with finite
   * population correction for {@code all} (Cochran 1977, "Sampling Techniques", section 2.6). Needs
   * at least two snippets.
   */
  boolean holds(int all) {
    int leading = Argmax.of(Vectors.of(scores));
    return scores.size() > 1
        && IntStream.range(0, scores.getFirst().length)
            .filter(genre -> genre != leading)
            .allMatch(other -> isAhead(leading, other, all));
  }

  private boolean isAhead(int leading, int other, int all) {
    double[] leads = scores.stream().mapToDouble(of -> of[leading] - of[other]).toArray();
    double mean = DoubleStream.of(leads).average().orElseThrow();
    double squares = DoubleStream.of(leads).map(lead -> (lead - mean) * (lead - mean)).sum();
    double variance = squares / (leads.length - 1);
    double left = 1 - (double) leads.length / all;
    return mean > STANDARD_ERRORS * Math.sqrt(variance / leads.length * left);
  }
}
