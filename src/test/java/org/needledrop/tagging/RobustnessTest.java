package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.library.TrackFiles;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.scoring.djl.DjlScorer;

/** The same music in another form is the same music. */
class RobustnessTest {

  /** By file name of the variant: what ffmpeg does to the track. */
  private static final Map<String, List<String>> VARIANTS = new LinkedHashMap<>();

  static {
    VARIANTS.put("64k.mp3", List.of("-b:a", "64k"));
    VARIANTS.put("128k.mp3", List.of("-b:a", "128k"));
    VARIANTS.put("320k.mp3", List.of("-b:a", "320k"));
    VARIANTS.put("96k.opus", List.of("-b:a", "96k"));
    VARIANTS.put("48kHz.flac", List.of("-ar", "48000"));
    VARIANTS.put("32kHz.flac", List.of("-ar", "32000"));
    VARIANTS.put("louder.wav", List.of("-af", "volume=12dB", "-c:a", "pcm_f32le"));
    VARIANTS.put("quieter.wav", List.of("-af", "volume=-12dB", "-c:a", "pcm_f32le"));
    VARIANTS.put("mono.flac", List.of("-ac", "1"));
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"genre-musicnn, 0.02", "genre-resnet-bigru, 0.05"})
  void namesTheSameGenreWhateverTheEncodingRateLevelOrChannels(String name, double most) {
    Path modelFolder = Path.of("models", name);
    ModelManifest model = ModelManifest.read(modelFolder);
    try (DjlScorer scorer = DjlScorer.load(modelFolder, model)) {
      assertThat(
              changed(
                  AnalysisSetup.of(Ffmpeg.find(), AudioLimits.defaults(), model, scorer).analyzer(),
                  model))
          .isLessThanOrEqualTo(most);
    }
  }

  /** The share of the tracks' other forms that another genre is named for. */
  private double changed(TrackAnalyzer analyzer, ModelManifest model) {
    Map<String, Integer> changed = new LinkedHashMap<>();
    int tracks = 0;
    for (Path track : TrackFiles.below(Path.of("sample-library"), Optional.empty(), _ -> {})) {
      if (!track.endsWith("corrupt.mp3")) {
        tracks++;
        String named = named(analyzer, model, track);
        VARIANTS.forEach(
            (name, how) -> {
              String now = named(analyzer, model, variant(track, name, how));
              changed.merge(name, now.equals(named) ? 0 : 1, Integer::sum);
            });
      }
    }

    int all = changed.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf("of %d tracks in %d forms changed: %s%n", tracks, VARIANTS.size(), changed);
    return (double) all / (tracks * VARIANTS.size());
  }

  private Path variant(Path track, String name, List<String> how) {
    List<String> input =
        List.of("-i", decoded(track).toString(), "-map", "0:a:0", "-map_metadata", "-1");
    String[] arguments = Stream.concat(input.stream(), how.stream()).toArray(String[]::new);
    return TestAudio.encode(folder.resolve(name), arguments);
  }

  /** As our own ffmpeg decodes it: others begin the same WMA elsewhere. */
  private Path decoded(Path track) {
    Path wav = folder.resolve(track.getFileName() + ".wav");
    return Files.exists(wav)
        ? wav
        : TestAudio.encodeWith(
            Ffmpeg.find().executable(), wav, "-i", track.toString(), "-map", "0:a:0");
  }

  /** The genre, however improbable, or why there is none. */
  private static String named(TrackAnalyzer analyzer, ModelManifest model, Path file) {
    assertThat(Files.exists(file)).isTrue();
    return switch (analyzer.analyze(file).result()) {
      case ScoringResult.Scored(TrackScores scores) -> model.genres().get(scores.topGenre());
      case ScoringResult.NotScorable(Abstention abstention) -> abstention.reason().toString();
    };
  }
}
