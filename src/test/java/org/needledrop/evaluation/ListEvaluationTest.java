package org.needledrop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.evaluation.ListEvaluation.Prediction;
import org.needledrop.evaluation.ListEvaluation.Verdict;

class ListEvaluationTest {

  @TempDir private Path folder;

  @Test
  void takesAnyAcceptableGenreAndCountsEachGenreAlike() {
    ListEvaluation found =
        ListEvaluation.of(
            List.of(
                verdict("electronic", 0.9, true, "electronic"),
                verdict("soundtrack", 0.8, true, "electronic", "soundtrack"),
                verdict("rock", 0.4, false, "electronic"),
                verdict("rock", 0.7, true, "metal")));
    assertThat(found.accuracy()).isEqualTo(0.5);
    assertThat(found.byGenre()).containsEntry("electronic", 2 / 3.0).containsEntry("metal", 0.0);
    assertThat(found.macroAccuracy()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(found.named()).isEqualTo(0.75);
    assertThat(found.namedAccuracy()).isCloseTo(2 / 3.0, within(1e-9));
  }

  @Test
  void takesAGenreHoweverItIsSpelled() {
    assertThat(verdict("hiphop", 0.9, true, "Hip Hop").isRight()).isTrue();
  }

  @Test
  void aTrackThatCannotBeScoredIsNotRight() {
    Verdict silent = new Verdict(track("folk"), Optional.empty());
    assertThat(ListEvaluation.of(List.of(silent)).accuracy()).isZero();
  }

  @Test
  void readsPathsBelowTheirPackage() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("list.csv"), "package,path,genres\ngame,a/b.ogg,folk|world\n");
    assertThat(ListedTrack.read(csv, folder))
        .containsExactly(new ListedTrack(folder.resolve("game/a/b.ogg"), List.of("folk", "world")));
  }

  @Test
  void saysWhichColumnIsEmpty() throws IOException {
    Path csv = Files.writeString(folder.resolve("list.csv"), "path,genres\na.ogg,\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListedTrack.read(csv, folder))
        .withMessage(csv + ": a row has no value for genres");
  }

  private static ListedTrack track(String... genres) {
    return new ListedTrack(Path.of("song.ogg"), List.of(genres));
  }

  private static Verdict verdict(String top, double confidence, boolean named, String... genres) {
    return new Verdict(track(genres), Optional.of(new Prediction(top, confidence, named)));
  }
}
