package org.needledrop.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries hold these texts since the first version: each must stay what it is. */
class AnalysisMethodTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genre-musicnn-1",
        "genre-musicnn-1 overlap 0.50",
        "genre-musicnn-1 sample 0.25",
        "mine-1 on genre-musicnn-1 overlap 0.33 sample 0.10",
        "overlap sample",
        "a overlap 0.5",
        "two\nlines sample 0.25"
      })
  void givesBackTheTextItWasReadFrom(String text) throws IOException {
    AnalysisMethod method = AnalysisMethod.parse(text);

    assertThat(method).hasToString(text);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(method), AnalysisMethod.class))
        .isEqualTo(method);
  }

  @Test
  void isReadAsItsParts() {
    assertThat(AnalysisMethod.parse("mine-1 on genre-musicnn-1 overlap 0.33 sample 0.10"))
        .isEqualTo(new AnalysisMethod("mine-1 on genre-musicnn-1", 0.33, 0.1));
  }

  @Test
  void equalsItselfAfterBeingStored() {
    AnalysisMethod third = new AnalysisMethod("genre-musicnn-1", 1.0 / 3, 1.0 / 3);

    assertThat(AnalysisMethod.parse(third.toString())).isEqualTo(third);
  }

  @Test
  void knowsItsNetworkUnderAnyHead() {
    assertThat(AnalysisMethod.parse("mine-1 on genre-musicnn-1").isOfNetwork("genre-musicnn-1"))
        .isTrue();
    assertThat(AnalysisMethod.parse("genre-musicnn-1 sample 0.50").isOfNetwork("genre-musicnn-1"))
        .isTrue();
    assertThat(AnalysisMethod.parse("genre-musicnn-10").isOfNetwork("genre-musicnn-1")).isFalse();
  }

  @Test
  void needsAModel() {
    assertThatThrownBy(() -> new AnalysisMethod(" ", 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
