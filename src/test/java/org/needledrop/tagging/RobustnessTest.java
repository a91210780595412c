package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.AudioDecoder;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.scoring.djl.DjlScorer;

/** The same music in another form is the same music. */
class RobustnessTest {

  private static final Path MODEL = Path.of("models/genre-musicnn");

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

  private static ModelManifest model;
  private static DjlScorer scorer;

  @TempDir private Path folder;

  @BeforeAll
  static void load() {
    model = ModelManifest.read(MODEL);
    scorer = DjlScorer.load(MODEL, model);
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @Test
  void namesTheSameGenreWhateverTheEncodingRateLevelOrChannels() {
    TrackListener listener =
        new TrackListener(
            new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults()), model, scorer, 0);
    Map<String, Integer> changed = new LinkedHashMap<>();
    int tracks = 0;
    for (Path track : TrackFiles.below(Path.of("sample-library"), Optional.empty(), _ -> {})) {
      if (!track.endsWith("corrupt.mp3")) {
        tracks++;
        String named = named(listener, track);
        VARIANTS.forEach(
            (name, how) -> {
              String now = named(listener, variant(track, name, how));
              changed.merge(name, now.equals(named) ? 0 : 1, Integer::sum);
            });
      }
    }

    int all = changed.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf("of %d tracks in %d forms changed: %s%n", tracks, VARIANTS.size(), changed);
    assertThat(all).isLessThanOrEqualTo((int) (0.02 * tracks * VARIANTS.size()));
  }

  private Path variant(Path track, String name, List<String> how) {
    List<String> input = List.of("-i", track.toString(), "-map", "0:a:0", "-map_metadata", "-1");
    String[] arguments = Stream.concat(input.stream(), how.stream()).toArray(String[]::new);
    return TestAudio.encode(folder.resolve(name), arguments);
  }

  /** The genre, however improbable, or why there is none. */
  private static String named(TrackListener listener, Path file) {
    assertThat(Files.exists(file)).isTrue();
    return switch (listener.listen(file).hearing()) {
      case Hearing.Scored(TrackScores scores) -> model.genres().get(scores.topGenre());
      case Hearing.Unscorable(Abstention abstention) -> abstention.reason().toString();
    };
  }
}
