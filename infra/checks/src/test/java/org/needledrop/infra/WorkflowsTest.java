package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows, which run with permissions on the repository. */
final class WorkflowsTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String PINNED = ".*uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+";
  private static final String OWN = ".*uses: \\./.*";

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(Programs.ROOT.resolve(".github/workflows"))) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyActionIsPinnedByCommitBecauseTagsCanMove(Path workflow) throws IOException {
    try (Stream<String> lines = Files.lines(workflow)) {
      assertThat(lines.filter(line -> line.contains("uses:")))
          .isNotEmpty()
          .allMatch(line -> line.matches(PINNED) || line.matches(OWN));
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyJobHasPermissionsAndATimeout(Path workflow) throws IOException {
    JsonNode root = YAML.readTree(workflow.toFile());

    assertThat(root.get("permissions")).as("for all jobs").isEmpty();
    assertThat(root.get("jobs"))
        .allSatisfy(
            job -> {
              assertThat(job.get("permissions")).isNotEmpty();
              assertThat(job.has("timeout-minutes") || job.has("uses")).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyCommandOfAPipeCanFailAStep(Path workflow) throws IOException {
    JsonNode root = YAML.readTree(workflow.toFile());

    if (root.findValuesAsText("run").stream().anyMatch(run -> run.contains(" | tee "))) {
      assertThat(root.at("/defaults/run/shell").asText()).isEqualTo("bash");
    }
  }

  @Test
  void soakRejectsATimeTooShortToMeasure() throws Exception {
    assertThat(Programs.run(".ci/soak", "1"))
        .isEqualTo(new Programs.Result(2, ".ci/soak: takes more than 20 minutes, not 1\n"));
  }

  @Test
  void zizmorReportsNothing() {
    Tools.Result result =
        Tools.installed(
            "zizmor", "--offline", "--quiet", "--no-progress", Programs.ROOT + "/.github");

    assertThat(result.status()).as(result.output()).isZero();
  }

  @Test
  void actionlintReportsNothing() throws Exception {
    assumeTrue(Tools.onPath("actionlint").isPresent(), "actionlint is not installed");

    assertThat(Programs.run("actionlint")).isEqualTo(new Programs.Result(0, ""));
  }
}
