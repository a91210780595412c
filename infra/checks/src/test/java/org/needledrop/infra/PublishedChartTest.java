package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code infra/chart}, with Helm and a registry. */
final class PublishedChartTest {

  @TempDir private Path folder;
  private Path chart;

  @BeforeEach
  void make() throws Exception {
    assumeTrue(Tools.onPath("helm").isPresent(), "helm is not installed");
    chart = folder.resolve("needledrop-1.2.3.tgz");
    assertThat(Programs.run("infra/chart", "package", "1.2.3", folder.toString()).status())
        .isZero();
  }

  @Test
  void hasTheVersionOfTheReleaseAndUsesItsImages() throws Exception {
    JsonNode about =
        new YAMLMapper().readTree(Programs.run("helm", "show", "chart", chart.toString()).output());
    assertThat(about.get("version").asText()).isEqualTo("1.2.3");
    assertThat(about.get("appVersion").asText()).isEqualTo("1.2.3");

    List<JsonNode> manifests =
        Chart.manifests(Programs.run("helm", "template", "nd", chart.toString()).output());
    assertThat(manifests.stream().flatMap(manifest -> manifest.findValues("image").stream()))
        .isNotEmpty()
        .extracting(JsonNode::asText)
        .allMatch(image -> image.matches("ghcr\\.io/needledrop/needledrop(-worker)?:1\\.2\\.3"));
  }

  @Test
  void printsTheDigestThatIsSigned() throws Exception {
    try (Registry registry = new Registry(folder)) {
      String charts = registry.host() + "/charts";
      Programs.Result pushed =
          registry.run("infra/chart", "push", chart.toString(), charts, "--plain-http");

      String digest =
          registry
              .get("charts/needledrop/manifests/1.2.3")
              .headers()
              .firstValue("Docker-Content-Digest")
              .orElseThrow();
      assertThat(pushed).isEqualTo(new Programs.Result(0, "digest=" + digest + "\n"));
    }
  }
}
