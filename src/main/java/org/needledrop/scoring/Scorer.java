package org.needledrop.scoring;

import java.util.Optional;
import org.needledrop.mel.Snippets;

/**
 * Scores snippets with one model, here or on another machine. Safe for use by many threads; the
 * scores of a snippet do not depend on what else is in the batch.
 */
public interface Scorer extends AutoCloseable {

  /** Says that snippets will come soon, so that loading can go on until then. */
  default void warmUp() {}

  /** What it scores on, as {@code cpu} or {@code cuda}. */
  default String device() {
    return "cpu";
  }

  /** Why nothing can be scored now; empty when it is worth trying. */
  default Optional<String> outage() {
    return Optional.empty();
  }

  /** Scores any number of snippets, none included. */
  SnippetScores score(Snippets snippets);

  @Override
  void close();
}
