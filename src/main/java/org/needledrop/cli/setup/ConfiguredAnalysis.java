package org.needledrop.cli.setup;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.Rescoring;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.cli.option.Settings;
import org.needledrop.scoring.BackgroundScorer;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.djl.DjlScorer;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

/** Opens what analyses tracks, as the settings say. */
public final class ConfiguredAnalysis {

  private ConfiguredAnalysis() {}

  /** Opens a setup that scores on this machine. */
  public static AnalysisSetup open(Settings settings, Path modelFolder) {
    return open(settings, modelFolder, List.of());
  }

  /**
   * Opens a setup that scores on workers. The network is loaded when the first track is scored.
   *
   * @param workers their URLs; empty to score on this machine
   */
  public static AnalysisSetup open(Settings settings, Path modelFolder, List<URI> workers) {
    ModelManifest model = ModelManifest.read(modelFolder);
    Scorer scorer =
        workers.isEmpty()
            ? new BackgroundScorer(() -> DjlScorer.loadWithHead(modelFolder, model))
            : new RemoteScorer(workers, model, RemoteLimits.defaults(), settings.credentials());
    return AnalysisSetup.of(ffmpeg(settings), limits(settings), model, scorer)
        .partial(settings.partial())
        .with(Rescoring.of(modelFolder, model));
  }

  /** Returns the audio hash for commands that identify tracks without analysing them. */
  public static AudioHash audioHash(Settings settings) {
    return new AudioHash(ffmpeg(settings), limits(settings));
  }

  public static Ffmpeg ffmpeg(Settings settings) {
    Ffmpeg ffmpeg = settings.ffmpeg().map(Ffmpeg::at).orElseGet(Ffmpeg::find);
    return ffmpeg.sandboxed(settings.sandbox());
  }

  private static AudioLimits limits(Settings settings) {
    return new AudioLimits(
        settings.maxDuration(), settings.decodeTimeout(), settings.decodeMemory());
  }
}
