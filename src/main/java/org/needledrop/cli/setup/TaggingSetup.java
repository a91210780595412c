package org.needledrop.cli.setup;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.needledrop.analysis.Rescoring;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioDecoder;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.bucket.JournaledTagging;
import org.needledrop.cli.option.Settings;
import org.needledrop.journal.Journal;
import org.needledrop.scoring.BackgroundScorer;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.djl.DjlScorer;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.FileTagger;
import org.needledrop.tagging.LibraryTagger;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tagging.TrackTagger;

/**
 * Everything an analysis needs, configured from the settings: decoder, model and scorer. The
 * network is loaded when the first track is scored.
 */
public final class TaggingSetup implements AutoCloseable {

  private final ModelManifest model;
  private final Ffmpeg ffmpeg;
  private final AudioDecoder decoder;
  private final AudioHash audioHash;
  private final Scorer scorer;
  private final Optional<Rescoring> rescoring;

  private TaggingSetup(
      ModelManifest model,
      Ffmpeg ffmpeg,
      AudioLimits limits,
      boolean partial,
      Scorer scorer,
      Optional<Rescoring> rescoring) {
    this.model = model;
    this.ffmpeg = ffmpeg;
    this.decoder = new AudioDecoder(ffmpeg, limits).partial(partial);
    this.audioHash = new AudioHash(ffmpeg, limits);
    this.scorer = scorer;
    this.rescoring = rescoring;
  }

  /** Opens a setup that scores on this machine. */
  public static TaggingSetup open(Settings settings, Path modelFolder) {
    return open(settings, modelFolder, List.of());
  }

  /**
   * Opens a setup that scores on workers.
   *
   * @param workers their URLs; empty to score on this machine
   */
  public static TaggingSetup open(Settings settings, Path modelFolder, List<URI> workers) {
    ModelManifest model = ModelManifest.read(modelFolder);
    Scorer scorer =
        workers.isEmpty()
            ? new BackgroundScorer(() -> DjlScorer.loadWithHead(modelFolder, model))
            : new RemoteScorer(workers, model, RemoteLimits.defaults(), settings.credentials());
    return new TaggingSetup(
        model,
        ffmpeg(settings),
        limits(settings),
        settings.partial(),
        scorer,
        Rescoring.of(modelFolder, model));
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

  public ModelManifest model() {
    return model;
  }

  public Ffmpeg ffmpeg() {
    return ffmpeg;
  }

  public AudioDecoder decoder() {
    return decoder;
  }

  public Scorer scorer() {
    return scorer;
  }

  public AudioHash audioHash() {
    return audioHash;
  }

  private TrackAnalyzer analyzer(TaggingOptions options) {
    return analyzer(options.overlap()).sampling(options.sample()).partial(options.partial());
  }

  public TrackAnalyzer analyzer(double overlap) {
    return new TrackAnalyzer(decoder, model, scorer, overlap).with(rescoring);
  }

  public LibraryTagger libraryTagger(
      TaggingOptions options, Journal journal, SimilarityIndex index) {
    FileTagger fileTagger = new FileTagger(audioHash, journal, model, options);
    TrackTagger tagger =
        new TrackTagger(audioHash, analyzer(options), fileTagger, index, journal, model, options);
    return new LibraryTagger(tagger, index, journal);
  }

  /** Returns the tagging of objects in a bucket. */
  public JournaledTagging objectTagging(TaggingOptions options) {
    return new JournaledTagging(audioHash, analyzer(options), model, options);
  }

  @Override
  public void close() {
    scorer.close();
  }
}
