package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.needledrop.audio.AudioDecoder;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.PcmSink;
import org.needledrop.failure.WorkerUnavailable;
import org.needledrop.mel.LogMel;
import org.needledrop.mel.MelFrontEnd;
import org.needledrop.mel.MelSpectrogram;
import org.needledrop.mel.SnippetSlicer;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.ScoringUnavailable;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tracing.Tracing;

/** Listens to one file: decoded, seen as a spectrogram, sliced, scored, summed. */
public final class TrackListener {

  /**
   * Noise of any colour and tones reach 2.3 dB. Of 639 tracks of GTZAN none is below 3.3 dB in
   * pieces of 7.5 s or longer, and one snippet of 3 s in 700 is below 3.
   */
  private static final double LEAST_VARIATION_DB = 3;

  private final AudioDecoder decoder;
  private final MelFrontEnd frontEnd;
  private final SnippetSlicer slicer;
  private final Scorer scorer;
  private final ModelManifest model;
  private final ListeningObserver observer;
  private final Optional<Rescoring> rescoring;
  private final int step;

  /**
   * Listens with one model.
   *
   * @param overlap of one snippet with the next, 0 (none) to below 1
   */
  public TrackListener(AudioDecoder decoder, ModelManifest model, Scorer scorer, double overlap) {
    this(
        decoder,
        new MelFrontEnd(model.mel()),
        new SnippetSlicer(model.snippet().frames(), overlap),
        scorer,
        model,
        ListeningObserver.NONE,
        Optional.empty(),
        1);
  }

  private TrackListener(
      AudioDecoder decoder,
      MelFrontEnd frontEnd,
      SnippetSlicer slicer,
      Scorer scorer,
      ModelManifest model,
      ListeningObserver observer,
      Optional<Rescoring> rescoring,
      int step) {
    this.decoder = decoder;
    this.frontEnd = frontEnd;
    this.slicer = slicer;
    this.scorer = scorer;
    this.model = model;
    this.observer = observer;
    this.rescoring = rescoring;
    this.step = step;
  }

  /** The same listener, watched. */
  public TrackListener observedBy(ListeningObserver watcher) {
    return new TrackListener(decoder, frontEnd, slicer, scorer, model, watcher, rescoring, step);
  }

  /** The same listener, which need not listen to what the model's base has heard. */
  public TrackListener with(Optional<Rescoring> other) {
    return new TrackListener(decoder, frontEnd, slicer, scorer, model, observer, other, step);
  }

  /**
   * The same listener, which scores evenly spaced snippets, and all of them only where those leave
   * the genre open.
   *
   * @param share of the snippets, above 0 to 1 (all)
   */
  public TrackListener sampling(double share) {
    int every = (int) Math.max(1, Math.round(1 / share));
    return new TrackListener(decoder, frontEnd, slicer, scorer, model, observer, rescoring, every);
  }

  /** What follows from what the model's base has heard, if it has; nothing is listened to. */
  Optional<Analysis> rescored(Journal journal, String audioHash, String method) {
    return rescoring.flatMap(other -> other.find(journal, audioHash, method));
  }

  /** Says that there will be something to listen to: the network is loaded meanwhile. */
  void warmUp() {
    scorer.warmUp();
  }

  /** Why no track can be scored now; empty when it is worth trying. */
  public Optional<String> outage() {
    return scorer.outage();
  }

  /** What was heard, and in what kind of file. */
  public record Listening(AudioInfo audio, Hearing hearing) {}

  /**
   * Listens to a file from its start to its end.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be decoded, or no worker
   *     scores it
   */
  public Listening listen(Path file) {
    warmUp();
    MelSpectrogram spectrogram = frontEnd.newSpectrogram();
    PcmSink observed =
        (samples, count) -> {
          spectrogram.accept(samples, count);
          observer.decoded(count / (double) AudioDecoder.SAMPLE_RATE_HZ);
        };
    AudioInfo audio = Tracing.in("decode", () -> decoder.decode(file, observed));
    LogMel logMel = spectrogram.finish();
    observer.seen(logMel);
    try {
      return new Listening(audio, hear(audio, logMel));
    } catch (ScoringUnavailable e) {
      throw new WorkerUnavailable(file, e);
    }
  }

  /**
   * What the network would see of a file, without asking it.
   *
   * @throws org.needledrop.failure.TrackFailure when the file cannot be decoded
   */
  public LogMel look(Path file) {
    MelSpectrogram spectrogram = frontEnd.newSpectrogram();
    decoder.decode(file, spectrogram);
    return spectrogram.finish();
  }

  private Hearing hear(AudioInfo audio, LogMel logMel) {
    Snippets snippets = slicer.slice(logMel);
    if (snippets.isEmpty()) {
      return tooShort(audio);
    }
    if (logMel.silent()) {
      return nothingToScore(Abstention.Reason.SILENT, "no sound above the noise of its format");
    }
    double variationDb = logMel.variationDb();
    return variationDb < LEAST_VARIATION_DB
        ? steady(variationDb)
        : new Hearing.Scored(score(snippets));
  }

  private TrackScores score(Snippets all) {
    ModelManifest.Decision rule = model.decision();
    IntPredicate drawn = place -> place % step == 0;
    Snippets some = all.at(drawn);
    SnippetScores scores = ask(some);
    if (rule.sum().isSettled(scores.scores(), rule.temperature(), all.count())) {
      return TrackScores.sum(some, scores, rule);
    }
    SnippetScores rest = ask(all.at(drawn.negate()));
    return TrackScores.sum(all, scores.with(rest, drawn), rule);
  }

  private SnippetScores ask(Snippets snippets) {
    return Tracing.in("score", () -> scorer.score(snippets));
  }

  private static Hearing steady(double variationDb) {
    return nothingToScore(
        Abstention.Reason.STEADY,
        String.format(
            Locale.ROOT,
            "noise or a tone: its bands vary by %.1f dB over time, music's by %.1f dB or more",
            variationDb,
            LEAST_VARIATION_DB));
  }

  private Hearing tooShort(AudioInfo audio) {
    return nothingToScore(
        Abstention.Reason.TOO_SHORT,
        String.format(
            Locale.ROOT,
            "%.1f s of audio, a snippet needs %.1f s",
            audio.duration().toMillis() / 1000.0,
            model.snippet().seconds()));
  }

  private static Hearing nothingToScore(Abstention.Reason reason, String detail) {
    return new Hearing.Unscorable(new Abstention(reason, detail));
  }
}
