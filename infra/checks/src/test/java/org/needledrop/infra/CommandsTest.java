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
import org.junit.jupiter.api.Test;
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

  /** By default it listens on its own machine only, which other containers do not reach. */
  @Test
  void everyWorkerListensForOtherContainers() throws IOException {
    assertThat(
            Stream.concat(Stream.concat(compose(), chart()), images())
                .filter(arguments -> arguments.getFirst().equals("worker"))
                .map(arguments -> String.join(" ", arguments).replace('=', ' ')))
        .hasSizeGreaterThanOrEqualTo(6)
        .allMatch(arguments -> arguments.contains("--host 0.0.0.0"));
  }

  /** Without either it does not start. */
  @Test
  void aWorkerOfTheChartHasATokenOrSaysThatItNeedsNone() throws IOException {
    List<JsonNode> withToken = Chart.manifests(Chart.with("gpu-scaled.yaml"));
    List<JsonNode> without = Chart.manifests(Chart.template().call());

    assertThat(workerArguments(withToken)).doesNotContain("--insecure");
    assertThat(workerArguments(without)).contains("--insecure");
  }

  private static List<String> workerArguments(List<JsonNode> manifests) {
    return manifests.stream()
        .flatMap(manifest -> manifest.findValues("args").stream())
        .map(CommandsTest::strings)
        .filter(arguments -> arguments.getFirst().equals("worker"))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the default commands of the workers' images. */
  private static Stream<List<String>> images() throws IOException {
    List<List<String>> all = new ArrayList<>();
    for (String name : List.of("Containerfile", "Containerfile.gpu")) {
      for (String line : Files.readAllLines(Path.of("../worker", name))) {
        if (line.startsWith("CMD ")) {
          all.add(List.of(line.replaceAll("^CMD |[\\[\\]\",]", "").split(" +")));
        }
      }
    }
    return all.stream();
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
