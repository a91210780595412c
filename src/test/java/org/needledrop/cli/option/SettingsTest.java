package org.needledrop.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTest {

  /** What the launcher tells the program. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of("bundledFfmpeg", "interactive");

  @Test
  void areAllInTheirDocument() throws IOException {
    String document = Files.readString(Path.of("docs/settings.md"));

    assertThat(settings()).hasSizeGreaterThan(10).allMatch(document::contains);
  }

  private static Stream<String> settings() {
    return Stream.of(Settings.class.getDeclaredMethods())
        .filter(method -> !method.isDefault())
        .map(Method::getName)
        .filter(name -> !OF_THE_LAUNCHER.contains(name))
        .map(name -> "`NEEDLEDROP_%s`".formatted(inCapitals(name)));
  }

  private static String inCapitals(String name) {
    return name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }
}
