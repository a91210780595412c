package org.needledrop.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionRuleTest {

  private static final DecisionRule RULE = DecisionRule.of(FurtherClasses.MODEL);

  @Test
  void namesTheStylesOfTheGenreTheMostProbableFirst() {
    assertThat(found(1, 2).styles())
        .extracting(GenreFound.Style::tag)
        .isEqualTo(List.of("Techno", "House"));
  }

  @Test
  void namesNoStyleThatIsImprobable() {
    assertThat(found(-1, 2).styles()).extracting(GenreFound.Style::name).containsExactly("techno");
  }

  @Test
  void namesNoStylesOfAnotherGenre() {
    assertThat(RULE.styles("rock", embedding(3, 3))).isEmpty();
  }

  @Test
  void leavesSpeechWithoutAGenreAndSaysThatItIsSpeech() {
    assertThat(RULE.decide(FurtherClasses.analysis(0, 0, 0, 3).result()))
        .isEqualTo(new Abstention(Abstention.Reason.UNFAMILIAR, "speech 0.95"));
  }

  @Test
  void knowsNoStylesWhereTheEmbeddingIsLost() {
    assertThat(RULE.styles(FurtherClasses.GENRE, new float[0])).isEmpty();
  }

  private static GenreFound found(float house, float techno) {
    return (GenreFound) RULE.decide(FurtherClasses.analysis(house, techno, 0, -3).result());
  }

  private static float[] embedding(float... logits) {
    ScoringResult.Scored scored = (ScoringResult.Scored) FurtherClasses.analysis(logits).result();
    return scored.scores().embedding();
  }
}
