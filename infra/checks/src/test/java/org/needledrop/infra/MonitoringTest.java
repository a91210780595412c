package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules and the dashboard. */
final class MonitoringTest {

  private static final Path RULES = Chart.FOLDER.resolve("files/alerts.yaml");
  private static final Path DASHBOARD = Chart.FOLDER.resolve("files/dashboard.json");
  private static final Path RULE_TESTS = Path.of("src/test/resources/alerts_test.yaml");
  private static final Path OPERATIONS = Path.of("../../docs/operations.md");
  private static final Path SOURCES = Path.of("../../src/main/java/org/needledrop");
  private static final Pattern METER =
      Pattern.compile("(\\w+)\\s*\\.builder\\(\\s*\"(needledrop[a-z.]+)\"");
  private static final Pattern TIMER = Pattern.compile("(timer)\\(\\s*\"(needledrop[a-z.]+)\"");

  @Test
  void theRulesAreValid() {
    assertSucceeds(Tools.promtool("check", "rules", RULES.toString()));
  }

  @Test
  void theConfigurationOfPrometheusIsValid() {
    assertSucceeds(Tools.promtool("check", "config", "--syntax-only", "../compose/prometheus.yml"));
  }

  @Test
  void everyAlertFiresInATest() throws IOException {
    assertSucceeds(Tools.promtool("test", "rules", RULE_TESTS.toString()));

    Set<String> fired =
        Chart.manifests(Files.readString(RULE_TESTS))
            .getFirst()
            .at("/tests")
            .valueStream()
            .flatMap(test -> test.at("/alert_rule_test").valueStream())
            .filter(test -> test.has("exp_alerts"))
            .map(test -> test.at("/alertname").textValue())
            .collect(Collectors.toSet());
    assertThat(alerts()).isNotEmpty().allMatch(rule -> fired.contains(name(rule)));
  }

  @Test
  void everyAlertLinksToItsRunbook() throws IOException {
    assertThat(alerts())
        .allSatisfy(
            rule ->
                assertThat(rule.at("/annotations/runbook_url").textValue())
                    .isEqualTo("docs/operations.md#" + name(rule).toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyAlertHasARunbook() throws IOException {
    String operations = Files.readString(OPERATIONS);

    assertThat(alerts()).allSatisfy(rule -> assertThat(operations).contains("### " + name(rule)));
  }

  @Test
  void theQueriesOfTheDashboardAreValid(@TempDir Path folder) throws IOException {
    String rules =
        dashboard()
            .map(expression -> expression.replace("$__rate_interval", "5m"))
            .map(expression -> "  - {record: a:b, expr: '" + expression + "'}\n")
            .collect(Collectors.joining("", "groups:\n- name: dashboard\n  rules:\n", ""));

    assertSucceeds(
        Tools.promtool(
            "check",
            "rules",
            "--lint=none",
            Files.writeString(folder.resolve("dashboard.yaml"), rules).toString()));
  }

  @Test
  void rulesAndDashboardUseExistingMetrics() throws IOException {
    Set<String> exported = exported();
    Stream<String> expressions =
        Stream.concat(alerts().stream().map(rule -> rule.at("/expr").textValue()), dashboard());

    Set<String> used =
        expressions
            .flatMap(text -> Pattern.compile("\\bneedledrop_\\w+").matcher(text).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(used).hasSizeGreaterThan(5).isSubsetOf(exported);
  }

  /** Returns the names that Micrometer exports to Prometheus. */
  private static Set<String> exported() throws IOException {
    String source = source("worker/ModelMetrics.java", "web/http/ApiMetrics.java");
    return Stream.of(METER, TIMER)
        .flatMap(each -> each.matcher(source).results())
        .flatMap(found -> series(found.group(1), found.group(2).replace('.', '_')))
        .collect(Collectors.toSet());
  }

  private static Stream<String> series(String kind, String name) {
    return switch (kind) {
      case "Gauge" -> Stream.of(name);
      case "TimeGauge" -> Stream.of(name + "_seconds");
      case "Counter", "FunctionCounter" -> Stream.of(name + "_total");
      case "DistributionSummary" -> Stream.of("_bucket", "_count", "_sum").map(name::concat);
      default -> Stream.of("_bucket", "_count", "_sum").map((name + "_seconds")::concat);
    };
  }

  static String source(String... files) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String file : files) {
      all.append(Files.readString(SOURCES.resolve(file)));
    }
    return all.toString();
  }

  private static Stream<String> dashboard() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    return dashboard.findValuesAsText("expr").stream();
  }

  private static List<JsonNode> alerts() throws IOException {
    return Chart.manifests(Files.readString(RULES))
        .getFirst()
        .at("/groups")
        .valueStream()
        .flatMap(group -> group.at("/rules").valueStream())
        .toList();
  }

  private static String name(JsonNode rule) {
    return rule.at("/alert").textValue();
  }

  private static void assertSucceeds(Tools.Result result) {
    assertThat(result.status()).as(result.output()).isZero();
  }
}
