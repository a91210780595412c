package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.analysis.FurtherClasses;
import org.needledrop.analysis.GenreMap;
import org.needledrop.tags.TagFields;

class TagPlanTest {

  private static final TagFields EMPTY = new TagFields(true, List.of(), new TreeMap<>());

  @Test
  void writesAGenreAsTheModelSpellsIt() {
    assertThat(plan(false, EMPTY).genres()).containsExactly("Disco & More");
  }

  @Test
  void writesStylesWhenAskedTo() {
    assertThat(plan(true, EMPTY).genres()).containsExactly("Disco & More", "House");
  }

  @Test
  void writesTheProbabilityOfStylesThatAreNamedAndOfBothSidesOfAQuestion() {
    assertThat(plan(false, EMPTY).customFields())
        .containsEntry("ab:hi:style_needledrop:house", "0.8808")
        .doesNotContainKey("ab:hi:style_needledrop:techno")
        .containsEntry("ab:hi:voice_instrumental:voice", "0.7311")
        .containsEntry("ab:hi:voice_instrumental:instrumental", "0.2689");
  }

  @Test
  void keepsWhatAcousticBrainzSaidOfTheVoice() {
    TagFields original =
        new TagFields(
            true, List.of(), new TreeMap<>(Map.of("ab:hi:voice_instrumental:voice", "0.01")));
    assertThat(plan(false, original).customFields())
        .containsEntry("ab:hi:voice_instrumental:voice", "0.01")
        .doesNotContainKey("ab:hi:voice_instrumental:instrumental");
  }

  private static TagFields plan(boolean styles, TagFields original) {
    TaggingOptions options =
        new TaggingOptions(
            TagPolicy.FILL,
            GenreMap.of(FurtherClasses.MODEL),
            styles,
            OptionalDouble.empty(),
            0,
            1,
            false,
            false,
            false);
    Analysis analysis = FurtherClasses.analysis(2, -2, 1, -3);
    Decision decision = DecisionRule.of(FurtherClasses.MODEL).decide(analysis.result());
    return new TagPlan(FurtherClasses.MODEL, options)
        .wanted(original, new DecidedAnalysis(analysis, Optional.empty(), decision));
  }
}
