package org.needledrop.analysis;

import java.util.Optional;
import org.needledrop.audio.AudioDecoder;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.mel.MelFrontEnd;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;

/**
 * What the analysis with one model consists of. Thread-safe.
 *
 * @param frontEnd computes the model's spectrograms
 * @param rescoring scores stored embeddings anew, if the model has a head of its own
 */
public record AnalysisSetup(
    AudioDecoder decoder,
    AudioHash audioHash,
    ModelManifest model,
    MelFrontEnd frontEnd,
    Scorer scorer,
    Optional<Rescoring> rescoring)
    implements AutoCloseable {

  /**
   * Connects the parts of an analysis.
   *
   * @param scorer scores with {@code model}; closed together with this object
   */
  public static AnalysisSetup of(
      Ffmpeg ffmpeg, AudioLimits limits, ModelManifest model, Scorer scorer) {
    return new AnalysisSetup(
        new AudioDecoder(ffmpeg, limits),
        new AudioHash(ffmpeg, limits),
        model,
        new MelFrontEnd(model.mel()),
        scorer,
        Optional.empty());
  }

  /** Returns a copy that scores stored embeddings anew where it can. */
  public AnalysisSetup with(Optional<Rescoring> other) {
    return new AnalysisSetup(decoder, audioHash, model, frontEnd, scorer, other);
  }

  /** Returns a copy that analyses what is there of a track that is cut off, or refuses it. */
  public AnalysisSetup partial(boolean accepted) {
    return new AnalysisSetup(
        decoder.partial(accepted), audioHash, model, frontEnd, scorer, rescoring);
  }

  /** Returns an analyzer that scores all snippets, without overlap. */
  public TrackAnalyzer analyzer() {
    return analyzer(AnalysisMethod.of(model, 0, 1));
  }

  /**
   * Returns an analyzer.
   *
   * @param method of this model
   */
  public TrackAnalyzer analyzer(AnalysisMethod method) {
    return new TrackAnalyzer(this, method);
  }

  @Override
  public void close() {
    scorer.close();
  }
}
