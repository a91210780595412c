package org.needledrop.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.needledrop.scoring.Classifier.Kind;
import org.needledrop.scoring.Classifier.Label;

class ClassifierTest {

  private static final LinearHead LAYER =
      new LinearHead(new float[][] {{1, 0}, {0, 2}}, new float[] {0, -1});

  @Test
  void exclusiveClassesAddUpToOne() {
    float[] probabilities = classifier(Kind.EXCLUSIVE, "voice", "instrumental").probabilities(at());
    // Scores 1 and 3: a difference of 2.
    assertThat(probabilities[1]).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void independentClassesAreLikelyTogether() {
    float[] probabilities = classifier(Kind.INDEPENDENT, "house", "techno").probabilities(at());
    assertThat(probabilities[0]).isCloseTo((float) (1 / (1 + Math.exp(-1))), within(1e-6f));
    assertThat(probabilities[1]).isCloseTo((float) (1 / (1 + Math.exp(-3))), within(1e-6f));
  }

  @Test
  void refusesClassesThatTheLayerDoesNotScore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier(Kind.EXCLUSIVE, "voice"))
        .withMessageContaining("the layer must have one output per class");
  }

  @Test
  void refusesAClassTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier(Kind.EXCLUSIVE, "voice", "voice"))
        .withMessageContaining("distinct");
  }

  private static float[] at() {
    return new float[] {1, 2};
  }

  private static Classifier classifier(Kind kind, String... names) {
    List<Label> labels =
        List.of(names).stream()
            .map(name -> new Label(name, Optional.empty(), Optional.empty(), 0.5))
            .toList();
    return new Classifier("test", kind, labels, LAYER);
  }
}
