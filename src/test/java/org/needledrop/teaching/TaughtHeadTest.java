package org.needledrop.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a lesson must hold for tracks that were not learned from. */
class TaughtHeadTest {

  private static final List<String> GENRES = List.of("loud", "quiet");

  @TempDir private Path folder;

  private static List<Example> examples(int count, double difference, int copies) {
    Random random = new Random(3);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] embedding = new float[40];
      for (int j = 0; j < embedding.length; j++) {
        embedding[j] = (float) (random.nextGaussian() + (j == 0 ? i % 2 * difference : 0));
      }
      for (int copy = 0; copy < copies; copy++) {
        examples.add(new Example("recording " + i, embedding, i % 2));
      }
    }
    return examples;
  }

  @Test
  void findsWhatThereIsToFind() {
    TaughtHead lesson = TaughtHead.learn(examples(100, 6, 1), GENRES);

    assertThat(lesson.accuracy()).isGreaterThan(0.9);
    assertThat(lesson.genres()).extracting(GenreFigures::tracks).containsExactly(50, 50);
    assertThat(lesson.genres()).allMatch(genre -> genre.minConfidence() < 0.9);
  }

  @Test
  void findsNothingWhereThereIsNothingNotEvenFromCopiesOfOneRecording() {
    TaughtHead lesson = TaughtHead.learn(examples(60, 0, 3), GENRES);

    assertThat(lesson.accuracy()).isBetween(0.25, 0.75);
  }

  @Test
  void neverNamesAGenreThatWasNeverRight() {
    CrossValidation found =
        new CrossValidation(
            0.1,
            1,
            new int[] {0, 1, 0, 0},
            List.of(
                new float[] {0.7f, 0.3f},
                new float[] {0.6f, 0.4f},
                new float[] {0.38f, 0.62f},
                new float[] {0.1f, 0.9f}));

    assertThat(GenreFigures.of("loud", 0, found).minConfidence()).isEqualTo(0.7, within(1e-3));
    assertThat(GenreFigures.of("quiet", 1, found).minConfidence()).isEqualTo(1);
  }

  @Test
  void keepsCopiesOfARecordingInOneFold() {
    List<Example> examples = examples(20, 0, 3);
    int[] folds = CrossValidation.folds(examples);

    assertThat(IntStream.range(0, folds.length)).allMatch(i -> folds[i] == folds[i / 3 * 3]);
    assertThat(IntStream.of(folds).distinct().count()).isEqualTo(5);
  }

  @Test
  void readsLabelsBesideTheListAndRefusesWhatCannotBeMeant() throws IOException {
    Path csv = folder.resolve("labels.csv");
    Files.writeString(csv, "path,genre\na.mp3,Dub\nsub/b.mp3,\"Drum, Bass\"\n");
    Labels labels = Labels.read(csv);
    assertThat(labels.genres()).containsExactly("Drum, Bass", "Dub");
    assertThat(labels.tracks())
        .contains(new LabelledTrack(folder.resolve("sub/b.mp3"), Optional.empty(), "Drum, Bass"));
    assertThatThrownBy(() -> labels.requireEnough(List.of()))
        .hasMessageContaining("Drum, Bass: 0 different tracks, at least 5");

    Files.writeString(csv, "path,genre\na.mp3,Dub\na.mp3,Ska\n");
    assertThatThrownBy(() -> Labels.read(csv)).hasMessageContaining("is labelled both Dub and Ska");
    Files.writeString(csv, "file,genre\na.mp3,Dub\n");
    assertThatThrownBy(() -> Labels.read(csv)).hasMessageContaining("a row has no path");
    Files.writeString(csv, "path,genre\na.mp3,Dub\n");
    assertThatThrownBy(() -> Labels.read(csv)).hasMessageContaining("at least two genres");
    Files.writeString(csv, "path,genre\na.mp3,Dub\nb.mp3,dub\n");
    assertThatThrownBy(() -> Labels.read(csv))
        .hasMessageContaining("Dub and dub differ only in case");
  }
}
