package org.needledrop.similarity;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses neighbours that differ from each other: maximal marginal relevance (Carbonell and
 * Goldstein 1998, section 2).
 *
 * @param share weight of the difference from those already chosen, 0 (nearest only) to 1
 */
public record Diversity(double share) {

  /** Candidates per requested track. */
  private static final int CANDIDATES_FOR_ONE = 10;

  public Diversity {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("diversity must be 0 to 1, not " + share);
    }
  }

  /** Returns the nearest tracks, diversified according to {@code share}. */
  public List<Neighbour> nearest(
      SimilaritySearch search, SimilarityQuery probe, TrackFilter filter, int count) {
    return share == 0
        ? search.nearest(probe, filter, count)
        : choose(search.nearest(probe, filter, CANDIDATES_FOR_ONE * count), probe, count);
  }

  private List<Neighbour> choose(List<Neighbour> candidates, SimilarityQuery probe, int count) {
    List<Candidate> open = new ArrayList<>();
    candidates.forEach(neighbour -> open.add(new Candidate(neighbour, probe.closeness())));
    List<Neighbour> chosen = new ArrayList<>();
    while (chosen.size() < count && !open.isEmpty()) {
      Candidate best = open.getFirst();
      for (Candidate candidate : open) {
        best = worth(candidate) > worth(best) ? candidate : best;
      }
      open.remove(best);
      chosen.add(best.neighbour);
      for (Candidate candidate : open) {
        candidate.compare(best);
      }
    }
    return chosen;
  }

  private double worth(Candidate candidate) {
    return (1 - share) * candidate.neighbour.similarity() - share * candidate.likeOneChosen;
  }

  private static final class Candidate {
    private final Neighbour neighbour;
    private final float[] direction;
    private double likeOneChosen;

    Candidate(Neighbour neighbour, SimilarityMeasure closeness) {
      this.neighbour = neighbour;
      this.direction = UnitVectors.of(neighbour.track().scores().orElseThrow(), closeness);
    }

    void compare(Candidate chosen) {
      likeOneChosen = Math.max(likeOneChosen, UnitVectors.dotProduct(direction, chosen.direction));
    }
  }
}
