package org.needledrop.analysis;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.ScoreSum;

/**
 * Computes a model's scores from the stored embedding of another model with the same network, by
 * applying its head. So a newly taught model needs no audio.
 */
public final class Rescoring {

  private final ModelManifest model;
  private final LinearHead head;

  private Rescoring(ModelManifest model, LinearHead head) {
    this.model = model;
    this.head = head;
  }

  /**
   * Returns the rescoring of a model with a head of its own; empty for other models.
   *
   * @throws java.io.UncheckedIOException if the head cannot be read
   */
  public static Optional<Rescoring> of(Path modelFolder, ModelManifest model) {
    return model
        .head()
        .filter(_ -> model.base().isPresent() && model.decision().sum() == ScoreSum.LOGITS)
        .map(head -> new Rescoring(model, LinearHead.read(modelFolder, head)));
  }

  /** Returns the network whose embeddings can be rescored. */
  public String network() {
    return model.network();
  }

  /**
   * Returns the analysis without a timeline, if an embedding is stored.
   *
   * @param analyses of one recording by {@link #network}
   * @param method of the model
   */
  Optional<Analysis> find(Stream<Analysis> analyses, AnalysisMethod method) {
    return analyses
        .filter(known -> known.method().hasSameSnippets(method))
        .findFirst()
        .map(
            known ->
                new Analysis(known.audioHash(), method, known.audio(), rescored(known.result())));
  }

  private ScoringResult rescored(ScoringResult result) {
    return switch (result) {
      case ScoringResult.NotScorable nothing -> nothing;
      case ScoringResult.Scored(var scores) ->
          new ScoringResult.Scored(scores.with(head, model.decision()));
    };
  }
}
