package org.needledrop.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagNamesTest {

  @Test
  void keepsTheUsualGenresReadable() {
    assertThat(TagNames.probability("Hip-Hop")).isEqualTo("ab:hi:genre_needledrop:hip-hop");
  }

  @Test
  void namesAFieldAfterAnyGenreAndNoTwoAlike() {
    assertThat(TagNames.probability("M\u00FAsica")).endsWith(":m%c3%basica");
    assertThat(List.of("a=b", "a~b", "a%3db", "a%b", "\u9759\u304b", "R&B / Soul"))
        .extracting(TagNames::probability)
        .allMatch(TagNames::isCanonical)
        .doesNotHaveDuplicates();
    assertThatThrownBy(() -> TagNames.probability(" ")).hasMessageContaining("is empty");
  }
}
