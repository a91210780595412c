package org.needledrop.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

  @Test
  void aKeyWithoutScopesHasEveryScope() {
    assertThat(ApiKeys.parse(List.of("secret")).find("secret")).hasValue(Scope.ALL);
  }

  @Test
  void aKeyWithScopesHasOnlyThose() {
    ApiKeys keys = ApiKeys.parse(List.of("one:read", "two:read+metrics"));

    assertThat(keys.find("one").orElseThrow()).containsExactly(Scope.READ);
    assertThat(keys.find("two").orElseThrow()).containsExactly(Scope.READ, Scope.METRICS);
  }

  @Test
  void findsNoKeyThatIsNotListed() {
    ApiKeys keys = ApiKeys.parse(List.of("one:read"));

    assertThat(keys.find("one:read")).as("what is written, not the key").isEmpty();
    assertThat(keys.find("on")).isEmpty();
    assertThat(keys.find("")).isEmpty();
    assertThat(ApiKeys.NONE.find("one")).isEmpty();
  }

  @Test
  void scopesBeginBehindTheLastColon() {
    assertThat(ApiKeys.parse(List.of("user:pass:read")).find("user:pass").orElseThrow())
        .containsExactly(Scope.READ);
  }

  @Test
  void aKeyThatIsListedTwiceHasTheScopesOfBoth() {
    assertThat(ApiKeys.parse(List.of("one:read", "one:write")).find("one").orElseThrow())
        .containsExactly(Scope.READ, Scope.WRITE);
  }

  @Test
  void isEmptyWithoutKeysAlone() {
    assertThat(ApiKeys.NONE.isEmpty()).isTrue();
    assertThat(ApiKeys.parse(List.of()).isEmpty()).isTrue();
    assertThat(ApiKeys.parse(List.of("one:metrics")).isEmpty()).isFalse();
  }

  @Test
  void namesTheScopeThatItDoesNotKnowAndNotTheKey() {
    assertThatThrownBy(() -> ApiKeys.parse(List.of("one", "secret:raed")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key 2: unknown scope raed; scopes are read, analyze, write, metrics")
        .hasMessageNotContaining("secret");
  }

  /** Keys from before there were scopes may hold a colon. */
  @ParameterizedTest
  @ValueSource(
      strings = {"user:s3cr3t", "user:Secret", "user:correcthorsebattery", "a:", "a:read+"})
  void keepsToItselfWhatMayBePartOfAKey(String key) {
    assertThatThrownBy(() -> ApiKeys.parse(List.of(key)))
        .hasMessage(
            "key 1: the last ':' has to be followed by scopes such as read+metrics;"
                + " scopes are read, analyze, write, metrics");
  }

  @Test
  void refusesScopesWithoutAKey() {
    assertThatThrownBy(() -> ApiKeys.parse(List.of(":read"))).hasMessage("key 1 is empty");
  }

  @Test
  void printsNoKey() {
    assertThat(ApiKeys.parse(List.of("secret:read")).toString()).doesNotContain("secret");
  }
}
