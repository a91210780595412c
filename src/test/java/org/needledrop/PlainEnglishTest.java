package org.needledrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Users and contributors read the texts, and the names in the code, next to those of other tools:
 * they use the same words.
 */
class PlainEnglishTest {

  private static final Path LIST = Path.of("src/test/resources/plain-english.txt");
  private static final List<Path> TEXTS =
      Stream.of(
              "src",
              "docs",
              "infra",
              "models",
              "benchmarks",
              "plugins",
              ".github",
              ".ci",
              "needledrop",
              "README.md",
              "CHANGELOG.md",
              "CONTRIBUTING.md")
          .map(Path::of)
          .toList();
  private static final Pattern TEXT_FILE =
      Pattern.compile(".*\\.(java|js|mjs|py|go|html|yaml|yml|properties|md)|\\.ci/\\w+|needledrop");

  /** What others wrote, or what is made of our own. */
  private static final Pattern FOREIGN =
      Pattern.compile(".*/(target|test/resources|node_modules|\\.venv)/.*");

  /** Where a name consists of two words: {@code quickFox}, {@code quick_fox}. */
  private static final Pattern IN_NAME =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z0-9])_(?=[a-z])");

  /** What may separate two words of a sentence: a concatenation, or the start of a comment line. */
  private static final String GAP = "(?:\\s|\"\\s*\\+\\s*\"|\\n\\s*(?:\\*|//|#)\\s)+";

  /** A phrase, a pattern that finds it, and its replacement. */
  private record Rule(String phrase, Pattern pattern, String replacement) {

    static Rule parse(String line) {
      String[] parts = line.split(" -> ", 2);
      return new Rule(parts[0], anyOf(Stream.of(parts[0])), parts[1]);
    }

    Stream<String> findings(Path file, String text) {
      return pattern
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

  /** Finds any of the phrases. */
  private static Pattern anyOf(Stream<String> phrases) {
    String any =
        phrases
            .map(phrase -> Stream.of(phrase.split(" ")).map(Pattern::quote))
            .map(words -> words.collect(Collectors.joining(GAP)))
            .collect(Collectors.joining("|"));
    return Pattern.compile("\\b(?:" + any + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  @Test
  void usesTheWordsOfTheField() throws IOException {
    List<Rule> rules = rules();
    Pattern any = anyOf(rules.stream().map(Rule::phrase));
    assertThat(
            TEXTS.stream()
                .flatMap(PlainEnglishTest::files)
                .flatMap(file -> findings(rules, any, file)))
        .isEmpty();
  }

  @Test
  void findsAPhraseAcrossTheLinesOfACommentOrAString() {
    Rule rule = Rule.parse("quick fox -> fast fox");
    Path file = Path.of("A.java");

    assertThat(rule.findings(file, "\n * A quick\n   * fox\n"))
        .containsExactly("A.java:2: \"quick fox\"; write instead: fast fox");
    assertThat(rule.findings(file, "\"Quick\"\n    + \" fox\"")).hasSize(1);
    assertThat(rule.findings(file, "quick foxes")).isEmpty();
  }

  @Test
  void findsAPhraseInANameOfTheCode() {
    Rule rule = Rule.parse("quick fox -> fast fox");

    assertThat(rule.findings(Path.of("A.java"), words("void theQuickFoxJumps()"))).hasSize(1);
    assertThat(rule.findings(Path.of("a.py"), words("\n\ndef quick_fox():")))
        .containsExactly("a.py:3: \"quick fox\"; write instead: fast fox");
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> TEXT_FILE.matcher(file.toString()).matches())
          .filter(Files::isRegularFile)
          .filter(file -> !FOREIGN.matcher(file.toString()).matches())
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

  /** Separates the words in names; the lines stay. */
  private static String words(String text) {
    return IN_NAME.matcher(text).replaceAll(" ");
  }

  /**
   * Returns the phrases in a file.
   *
   * @param any finds any of the rules' phrases: most files have none, and one pass shows it
   */
  private static Stream<String> findings(List<Rule> rules, Pattern any, Path file) {
    try {
      String text = words(Files.readString(file));
      return any.matcher(text).find()
          ? rules.stream().flatMap(rule -> rule.findings(file, text))
          : Stream.empty();
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
