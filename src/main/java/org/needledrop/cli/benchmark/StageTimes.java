package org.needledrop.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.audio.AudioDecoder;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.mel.MelFrontEnd;
import org.needledrop.mel.MelSpectrogram;
import org.needledrop.mel.SnippetSlicer;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.Scorer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagWriter;

/** Measures the CPU time of each stage for MP3s, one stage after the other. */
public final class StageTimes {

  private final Ffmpeg ffmpeg;
  private final AudioDecoder decoder;
  private final AudioHash audioHash;
  private final MelFrontEnd frontEnd;
  private final SnippetSlicer slicer;
  private final Scorer scorer;

  private final Map<Stage, Double> cpuSeconds = new TreeMap<>();
  private int snippets;

  public StageTimes(AnalysisSetup setup, Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
    this.decoder = setup.decoder();
    this.audioHash = setup.audioHash();
    this.frontEnd = setup.frontEnd();
    this.slicer = new SnippetSlicer(setup.model().snippet().frames(), 0);
    this.scorer = setup.scorer();
  }

  /** The measured stages. Resampling is the difference of decoding with and without it. */
  public enum Stage {
    HASH,
    DECODE,
    RESAMPLE,
    MEL,
    SCORE,
    WRITE
  }

  /** Runs all stages on one MP3; writes the tagged copy to {@code copy}. */
  public void add(Path track, Path copy) throws IOException, InterruptedException {
    AtomicReference<String> recording = new AtomicReference<>();
    cost(Stage.HASH, () -> recording.set(audioHash.of(track)));
    double decoding = cost(Stage.DECODE, () -> decodeWithoutResampling(track));
    PcmMemory pcm = new PcmMemory();
    cpuSeconds.merge(
        Stage.RESAMPLE, secondsOf(() -> decoder.decode(track, pcm)) - decoding, Double::sum);
    MelSpectrogram spectrogram = frontEnd.newSpectrogram();
    cost(Stage.MEL, () -> pcm.replay(spectrogram));
    Snippets sliced = slicer.slice(spectrogram.finish());
    snippets += sliced.count();
    cost(Stage.SCORE, () -> scorer.score(sliced));
    cost(Stage.WRITE, () -> write(track, recording.get(), copy));
  }

  public Map<Stage, Double> cpuSeconds() {
    return cpuSeconds;
  }

  public int snippets() {
    return snippets;
  }

  private void decodeWithoutResampling(Path track) throws IOException, InterruptedException {
    new ProcessBuilder(
            ffmpeg.executable().toString(),
            "-nostdin",
            "-v",
            "quiet",
            "-threads",
            "1",
            "-i",
            track.toString(),
            "-map",
            "0:a:0",
            "-af",
            "aformat=sample_fmts=fltp:channel_layouts=mono",
            "-f",
            "f32le",
            "pipe:1")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private void write(Path track, String recording, Path copy) {
    SortedMap<String, String> customFields = new TreeMap<>();
    customFields.put(TagNames.MODEL, "benchmark");
    new TagWriter(audioHash::of)
        .write(
            track,
            recording,
            copy,
            TagFormat.MP3,
            new TagFields(true, List.of("Rock"), customFields));
  }

  private double cost(Stage stage, Work work) throws IOException, InterruptedException {
    double seconds = secondsOf(work);
    cpuSeconds.merge(stage, seconds, Double::sum);
    return seconds;
  }

  /** Returns the CPU seconds of this thread and of the child processes that have terminated. */
  private static double secondsOf(Work work) throws IOException, InterruptedException {
    double start = CpuClock.threadSeconds() + CpuClock.childSeconds();
    work.run();
    return CpuClock.threadSeconds() + CpuClock.childSeconds() - start;
  }

  /** The code of one stage. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }
}
