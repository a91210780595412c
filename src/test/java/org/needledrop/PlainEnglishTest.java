package org.needledrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users and contributors read the texts next to those of other tools: they use the same words. */
class PlainEnglishTest {

  private static final Path LIST = Path.of("src/test/resources/plain-english.txt");
  private static final List<Path> TEXTS =
      Stream.of(
              "src/main",
              "docs",
              "infra",
              "plugins",
              ".github",
              "README.md",
              "CHANGELOG.md",
              "CONTRIBUTING.md")
          .map(Path::of)
          .toList();
  private static final Pattern TEXT_FILE =
      Pattern.compile(".*\\.(java|js|mjs|py|go|html|yaml|yml|properties|md)");

  /** What may separate two words of a sentence: a concatenation, or the start of a comment line. */
  private static final String GAP = "(?:\\s|\"\\s*\\+\\s*\"|\\n\\s*(?:\\*|//|#)\\s)+";

  /** A phrase and its replacement. */
  private record Rule(String phrase, String replacement) {

    static Rule parse(String line) {
      String[] parts = line.split(" -> ", 2);
      return new Rule(parts[0], parts[1]);
    }

    Stream<String> findings(Path file, String text) {
      String words =
          Arrays.stream(phrase.split(" ")).map(Pattern::quote).collect(Collectors.joining(GAP));
      return Pattern.compile("\\b" + words + "\\b", Pattern.CASE_INSENSITIVE)
          .matcher(text)
          .results()
          .map(
              match ->
                  "%s:%d: \"%s\"; write instead: %s"
                      .formatted(file, line(text, match.start()), phrase, replacement));
    }

    private static long line(String text, int position) {
      return text.substring(0, position).chars().filter(character -> character == '\n').count() + 1;
    }
  }

  @Test
  void usesTheWordsOfTheField() throws IOException {
    List<Rule> rules = rules();
    assertThat(
            TEXTS.stream().flatMap(PlainEnglishTest::files).flatMap(file -> findings(rules, file)))
        .isEmpty();
  }

  @Test
  void findsAPhraseAcrossTheLinesOfACommentOrAString() {
    Rule rule = new Rule("unless told", "(default: ...)");
    Path file = Path.of("A.java");

    assertThat(rule.findings(file, "\n * 5 unless\n   * told\n"))
        .containsExactly("A.java:2: \"unless told\"; write instead: (default: ...)");
    assertThat(rule.findings(file, "\"5 Unless\"\n    + \" told\"")).hasSize(1);
    assertThat(rule.findings(file, "unless toldest")).isEmpty();
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> TEXT_FILE.matcher(file.toString()).matches())
          .filter(file -> !file.toString().matches(".*/(target|test|node_modules|\\.venv)/.*"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Rule> rules() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Rule::parse)
        .toList();
  }

  private static Stream<String> findings(List<Rule> rules, Path file) {
    try {
      String text = Files.readString(file);
      return rules.stream().flatMap(rule -> rule.findings(file, text));
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
