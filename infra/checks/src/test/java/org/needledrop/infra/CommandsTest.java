package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of containers against the options of the command line. */
final class CommandsTest {

  private static final Path CLI = Path.of("../../src/main/java/org/needledrop/cli");
  private static final Pattern MIXIN = Pattern.compile("@Mixin private (\\w+)");

  @ParameterizedTest
  @ValueSource(strings = {"worker", "serve", "watch"})
  void everyOptionExists(String command) throws IOException {
    String source = source(command);
    assertThat(source).as(command).isNotEmpty();

    List<String> options =
        Stream.concat(compose(), chart())
            .filter(arguments -> arguments.getFirst().equals(command))
            .flatMap(List::stream)
            .filter(argument -> argument.startsWith("--"))
            .map(argument -> argument.replaceFirst("=.*", ""))
            .toList();

    assertThat(options)
        .isNotEmpty()
        .allSatisfy(option -> assertThat(source).contains('"' + option + '"'));
  }

  /** Returns the source of a command and its mixins. */
  private static String source(String command) throws IOException {
    try (Stream<Path> files = Files.list(CLI.resolve("command"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        if (text.contains("name = \"" + command + "\"")) {
          return text + mixins(text);
        }
      }
    }
    return "";
  }

  private static String mixins(String text) throws IOException {
    StringBuilder all = new StringBuilder();
    for (var found : MIXIN.matcher(text).results().toList()) {
      all.append(Files.readString(CLI.resolve("option").resolve(found.group(1) + ".java")));
    }
    return all.toString();
  }

  private static Stream<List<String>> compose() throws IOException {
    return Chart.manifests(Files.readString(ComposeTest.FILE))
        .getFirst()
        .at("/services")
        .valueStream()
        .map(service -> strings(service.at("/command")));
  }

  private static Stream<List<String>> chart() throws IOException {
    List<List<String>> all = new ArrayList<>();
    for (String values : List.of("gpu-scaled.yaml", "kserve.yaml")) {
      for (JsonNode manifest : Chart.manifests(Chart.with(values))) {
        manifest.findValues("args").forEach(arguments -> all.add(strings(arguments)));
      }
    }
    return all.stream();
  }

  /** Returns the elements, or one empty string for an empty list. */
  private static List<String> strings(JsonNode list) {
    return list.isEmpty() ? List.of("") : list.valueStream().map(JsonNode::asText).toList();
  }
}
