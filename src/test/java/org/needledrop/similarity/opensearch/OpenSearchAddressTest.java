package org.needledrop.similarity.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSearchAddressTest {

  private static OpenSearchAddress parse(String text) {
    return OpenSearchAddress.parse(text, Optional.empty());
  }

  @Test
  void namesTheNodesAndTheIndexAndTheUser() {
    OpenSearchAddress address =
        parse("https://me:se%40cret,+x@one:9200/needledrop,https://two:9201/needledrop");

    assertThat(address.nodes())
        .containsExactly(URI.create("https://one:9200"), URI.create("https://two:9201"));
    assertThat(address.alias()).isEqualTo("needledrop");
    assertThat(address.user()).contains("me:se@cret,+x");
    assertThat(address.prefix()).isEmpty();
  }

  @Test
  void hasThePathOfAProxyBeforeTheName() {
    OpenSearchAddress address = parse("http://proxy/open/search/music");

    assertThat(address.alias()).isEqualTo("music");
    assertThat(address.prefix()).isEqualTo("/open/search");
  }

  @Test
  void showsNoPassword() {
    assertThat(parse("http://me:secret@host:9200/music")).hasToString("music at http://host:9200");
    assertThatThrownBy(() -> parse("http://me:secret@ho st:9200/music"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a URI")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "needledrop",
        "ftp://host/needledrop",
        "http://host:9200",
        "http://host:9200/",
        "http://host:9200/Upper",
        "http://host:9200/all-*",
        "http://one:9200/a,http://two:9200/b"
      })
  void refusesWhatNamesNoIndex(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }
}
