package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The order of a release: build and test everything, approve, publish. */
final class ReleaseTest {

  private static final Pattern PUBLISHES =
      Pattern.compile("\\b(push|login|cosign sign|gh release|imagetools create|images sign)\\b");
  private static final Pattern IMAGE_LIST = Pattern.compile("(?m)^(?:gpu_)?images?=\\(?([\\w -]+)");

  private static Map<String, JsonNode> jobs;

  @BeforeAll
  static void read() throws IOException {
    JsonNode workflow =
        new YAMLMapper().readTree(Programs.ROOT.resolve(".github/workflows/release.yml").toFile());
    jobs =
        workflow.get("jobs").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns the jobs that must have finished before this one starts. */
  private static Set<String> before(String job) {
    JsonNode needs = jobs.get(job).path("needs");
    Set<String> all = new HashSet<>();
    Stream<JsonNode> direct = needs.isArray() ? needs.valueStream() : Stream.of(needs);
    direct
        .map(JsonNode::asText)
        .filter(name -> !name.isEmpty())
        .forEach(
            name -> {
              all.add(name);
              all.addAll(before(name));
            });
    return all;
  }

  private static boolean isApproval(String job) {
    return jobs.get(job).path("environment").asText().equals("release");
  }

  private static boolean comesAfterApproval(String job) {
    return before(job).stream().anyMatch(ReleaseTest::isApproval);
  }

  private static Stream<JsonNode> steps(String job) {
    return jobs.get(job).path("steps").valueStream();
  }

  @Test
  void nothingIsPublishedBeforeTheApproval() {
    List<String> unapproved =
        jobs.keySet().stream().filter(job -> !comesAfterApproval(job)).toList();

    assertThat(unapproved).isNotEmpty().doesNotContain("publish", "publish-images");
    for (String job : unapproved) {
      assertThat(jobs.get(job).get("permissions")).as(job).allMatch(r -> r.asText().equals("read"));
      assertThat(steps(job).map(step -> step.path("run").asText()))
          .as(job)
          .noneMatch(run -> PUBLISHES.matcher(run).find());
      assertThat(steps(job).map(step -> step.path("uses").asText()))
          .as(job)
          .noneMatch(uses -> uses.startsWith("actions/attest"));
    }
  }

  @Test
  void theApprovalWaitsForAllBuildsAndTests() {
    String approval =
        jobs.keySet().stream().filter(ReleaseTest::isApproval).findAny().orElseThrow();
    Set<String> unapproved =
        jobs.keySet().stream().filter(j -> !comesAfterApproval(j)).collect(Collectors.toSet());
    unapproved.remove(approval);

    assertThat(before(approval)).isEqualTo(unapproved);
  }

  @Test
  void everyImageIsBuiltAndPublished() throws IOException {
    Set<String> built =
        IMAGE_LIST
            .matcher(Files.readString(Programs.ROOT.resolve("infra/images")))
            .results()
            .flatMap(list -> Stream.of(list.group(1).split(" ")))
            .collect(Collectors.toSet());

    assertThat(texts(jobs.get("publish-images").at("/strategy/matrix/image")))
        .hasSize(4)
        .isEqualTo(built);
    assertThat(steps("images").map(step -> step.at("/with/name").asText()))
        .containsAll(
            built.stream().map(i -> "image-" + i + "-${{ matrix.architecture }}").toList());
  }

  private static Set<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
  }

  @Test
  void everyImageHasAnAttestationOfItsBuildAndAnSbomForEachArchitecture() {
    assertThat(attested("publish-images", "index")).allMatch(with -> !with.has("sbom-path"));
    assertThat(attested("publish-images", "amd64"))
        .allMatch(with -> with.get("sbom-path").asText().endsWith("-amd64.cdx.json"));
    assertThat(attested("publish-images", "arm64"))
        .allMatch(with -> with.get("sbom-path").asText().endsWith("-arm64.cdx.json"));
    assertThat(attested("publish", "digest"))
        .allMatch(with -> with.get("subject-name").asText().endsWith("/charts/needledrop"));
  }

  /** Returns the inputs of the steps that attest one output of the push step; at least one. */
  private static List<JsonNode> attested(String job, String output) {
    List<JsonNode> all =
        steps(job)
            .filter(step -> step.path("uses").asText().startsWith("actions/attest@"))
            .map(step -> step.get("with"))
            .filter(with -> with.path("push-to-registry").asBoolean())
            .filter(
                with ->
                    with.get("subject-digest")
                        .asText()
                        .matches("\\$\\{\\{ steps\\.\\w+\\.outputs\\." + output + " }}"))
            .toList();
    assertThat(all).as(output).hasSize(1);
    return all;
  }

  @Test
  void theArchivesAreTestedAndPublished() {
    assertThat(steps("archive").map(step -> step.path("run").asText()))
        .anyMatch(run -> run.contains("env -i PATH=/usr/bin:/bin"));
    assertThat(steps("publish").map(step -> step.at("/with/pattern").asText()))
        .anyMatch(pattern -> pattern.contains("archive-*"));
    assertThat(steps("publish").map(step -> step.at("/with/subject-checksums").asText()))
        .contains("dist/SHA256SUMS");
  }
}
