package org.needledrop.scoring;

import java.util.Optional;
import org.needledrop.mel.Snippets;

/** Scores with a separate head on the embeddings of another scorer. */
public final class HeadScorer implements Scorer {

  private final Scorer network;
  private final LinearHead head;

  public HeadScorer(Scorer network, LinearHead head) {
    this.network = network;
    this.head = head;
  }

  @Override
  public void warmUp() {
    network.warmUp();
  }

  @Override
  public String device() {
    return network.device();
  }

  @Override
  public Optional<String> outage() {
    return network.outage();
  }

  @Override
  public SnippetScores score(Snippets snippets) {
    SnippetScores scored = network.score(snippets);
    return new SnippetScores(
        scored.embeddings().stream().map(head::scores).toList(), scored.embeddings());
  }

  @Override
  public void close() {
    network.close();
  }
}
