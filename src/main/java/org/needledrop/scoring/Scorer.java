package org.needledrop.scoring;

import java.util.Optional;
import java.util.function.Consumer;
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

  /**
   * Registers a listener that is called when scoring begins to wait for a worker: once an outage,
   * by any thread. Scorers that never wait ignore it.
   */
  default void onOutage(Consumer<String> listener) {}

  /** Scores any number of snippets, including none. */
  SnippetScores score(Snippets snippets);

  @Override
  void close();
}
