package org.needledrop.scoring;

import java.util.Optional;
import org.needledrop.mel.Snippets;

/**
 * Scores snippets with one model, locally or remotely. Thread-safe. The scores of a snippet do not
 * depend on the rest of its batch.
 */
public interface Scorer extends AutoCloseable {

  /** Starts loading in the background, as snippets will follow soon. */
  default void warmUp() {}

  /** Returns the device, such as {@code cpu} or {@code cuda}. */
  default String device() {
    return "cpu";
  }

  /** Returns why nothing can be scored at present; empty if there is no outage. */
  default Optional<String> outage() {
    return Optional.empty();
  }

  /** Scores any number of snippets, including none. */
  SnippetScores score(Snippets snippets);

  @Override
  void close();
}
