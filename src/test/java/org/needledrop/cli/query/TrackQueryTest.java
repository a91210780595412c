package org.needledrop.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.audio.Metadata;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.similarity.IndexedTrack;

/** Queries in the notation of beets, on four tracks: a and b are rock, c is unsure, d is silent. */
class TrackQueryTest {

  private static final List<String> GENRES = List.of("rock", "jazz");
  private static final List<ListedTrack> TRACKS =
      List.of(
          scored("Live/a.mp3", 0.9f, Optional.of("rock")),
          scored("Studio/b, c.flac", 0.6f, Optional.of("rock")),
          scored("Live/c.mp3", 0.45f, Optional.empty()),
          track("d.mp3", Optional.empty(), Optional.of("silent"), Optional.empty()));

  private static ListedTrack scored(String path, float rock, Optional<String> genre) {
    TrackScores scores =
        new TrackScores(
            new float[] {rock, 1 - rock}, new float[] {1}, new Timeline(3, 3, 2, new byte[2]));
    Optional<String> abstained = genre.isPresent() ? Optional.empty() : Optional.of("unsure");
    return track(path, genre, abstained, Optional.of(scores));
  }

  private static ListedTrack track(
      String path,
      Optional<String> genre,
      Optional<String> abstained,
      Optional<TrackScores> scores) {
    IndexedTrack track =
        new IndexedTrack(
            "sha256:" + path,
            "/rock/" + path,
            Metadata.NONE,
            "net-1",
            61,
            GENRES,
            genre,
            abstained,
            scores);
    return ListedTrack.of(track, Path.of("/rock"));
  }

  private static String found(String... words) {
    TrackQuery query = TrackQuery.parse(Arrays.asList(words));
    Stream<ListedTrack> tracks = TRACKS.stream().filter(query::matches);
    return String.join(
        "",
        query
            .order()
            .map(tracks::sorted)
            .orElse(tracks)
            .map(track -> track.path().replaceAll(".*?(\\w)(, c)?\\.\\w+$", "$1"))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "genre:rock, ab",
    "genre:ROC, ab",
    "genre:=roc, ''",
    "genre:=Rock, ab",
    "genre::^r.*k$, ab",
    "-genre:rock, cd",
    "^genre:rock, cd",
    "genre:, ab",
    "-genre:, cd",
    "abstained:, cd",
    "abstained:unsure, c",
    "topgenre:jazz, c",
    "confidence:0.59.., ab",
    "confidence:..0.6, c",
    "confidence:0.5..0.8, bc",
    "confidence:0.9, a",
    "confidence:0.90, a",
    "confidence:0.91, ''",
    "seconds:61, abcd",
    "model:net-1, abcd",
    "live, ac",
    "path:live/, ac",
    "-live, bd",
    "rock, ''",
    "., abcd"
  })
  void findsByOneTerm(String word, String tracks) {
    assertThat(found(word)).isEqualTo(tracks);
  }

  @Test
  void allTermsOfOneAlternativeMustMatch() {
    assertThat(found()).isEqualTo("abcd");
    assertThat(found("live", "genre:rock")).isEqualTo("a");
    assertThat(found("live", "genre:rock", ",", "abstained:silent")).isEqualTo("ad");
  }

  @Test
  void sortsByFieldsAndPutsTracksWithoutThemLast() {
    assertThat(found("confidence+")).isEqualTo("cbad");
    assertThat(found("confidence-")).isEqualTo("abcd");
    assertThat(found("genre+", "confidence+")).isEqualTo("bacd");
    assertThat(found("path-")).isEqualTo("bcad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour:red", "confidence:high", "confidence:1..high", "genre::[a"})
  void refusesWhatItCannotAnswer(String word) {
    assertThatIllegalArgumentException().isThrownBy(() -> TrackQuery.parse(List.of(word)));
  }

  @Test
  void formatsLinesWithFields() {
    LineFormat format = new LineFormat("$confidence ${genre}s $path $5");

    assertThat(format.of(TRACKS.getFirst(), path -> path.substring(1)))
        .isEqualTo("0.90 rocks rock/Live/a.mp3 $5");
    assertThat(format.of(TRACKS.getLast(), path -> path)).isEqualTo(" s /rock/d.mp3 $5");
    assertThatIllegalArgumentException().isThrownBy(() -> new LineFormat("$colour"));
  }
}
