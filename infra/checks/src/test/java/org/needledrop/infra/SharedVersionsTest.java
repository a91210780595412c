package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Versions in the two Maven builds of this repository. */
final class SharedVersionsTest {

  private static final Pattern PROPERTY = Pattern.compile("<([a-z.-]+\\.version)>([^<]+)</");

  @Test
  void bothBuildsUseTheSameVersions() throws IOException {
    Map<String, String> main = versions("pom.xml");
    Map<String, String> infra = versions("infra/pom.xml");
    infra.keySet().retainAll(main.keySet());

    assertThat(infra).isNotEmpty();
    assertThat(main).containsAllEntriesOf(infra);
  }

  private static Map<String, String> versions(String pom) throws IOException {
    String text = Files.readString(Path.of("../..").resolve(pom));
    return PROPERTY
        .matcher(text)
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }
}
