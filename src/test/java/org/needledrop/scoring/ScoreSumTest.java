package org.needledrop.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreSumTest {

  private static final float[] FIRST = {4, 0, 0};
  private static final float[] MORE_OF_IT = {5, 0, 0};
  private static final float[] SECOND = {0, 4, 0};

  @ParameterizedTest
  @EnumSource
  void isSettledWhereAllDrawnSnippetsSayMuchTheSame(ScoreSum sum) {
    assertThat(sum.isSettled(List.of(FIRST, MORE_OF_IT, FIRST), 1, 100)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void isOpenWhereTheyDisagree(ScoreSum sum) {
    assertThat(sum.isSettled(List.of(FIRST, SECOND, FIRST), 1, 100)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void isOpenAfterOneOfSeveral(ScoreSum sum) {
    assertThat(sum.isSettled(List.of(FIRST), 1, 3)).isFalse();
  }

  /** The fewer are left, the less they can change. */
  @Test
  void isSettledByTheSameSnippetsWhereFewAreLeft() {
    List<float[]> drawn = List.of(FIRST, SECOND, FIRST, FIRST);

    assertThat(ScoreSum.LOGITS.isSettled(drawn, 1, 100)).isFalse();
    assertThat(ScoreSum.LOGITS.isSettled(drawn, 1, 5)).isTrue();
  }
}
