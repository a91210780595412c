package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChartTest {

  @Test
  void helmLintReportsNothing() {
    LintResult result = Chart.helm().lint().strict().call();

    assertThat(result.getMessages()).noneMatch(message -> message.matches("(?s).*(WARN|ERR).*"));
    assertThat(result.isFailed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "defaults.yaml",
        "gpu-scaled.yaml",
        "triton.yaml",
        "kserve.yaml",
        "minimal.yaml",
        "openshift.yaml"
      })
  void everyManifestMatchesTheSchemaOfItsKind(String values, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve(values), Chart.with(values));

    Tools.Result result =
        Tools.python(
            "check_manifests.py", List.of("src/test/resources/crds", "1.34", file.toString()));

    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"defaults.yaml", "gpu-scaled.yaml", "triton.yaml", "kserve.yaml"})
  void everyContainerIsRestrictedAndHasAPinnedVersion(String values) throws IOException {
    for (JsonNode manifest : Chart.manifests(Chart.with(values))) {
      for (JsonNode container : containers(manifest)) {
        assertThat(container.at("/image").textValue())
            .matches(".+:[^:]+")
            .doesNotEndWith(":latest");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").booleanValue()).isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").isBoolean()).isTrue();
        assertThat(container.at("/securityContext/capabilities/drop/0").textValue())
            .isEqualTo("ALL");
        assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
      }
    }
  }

  private static List<JsonNode> containers(JsonNode manifest) {
    return manifest.findValues("containers").stream()
        .flatMap(list -> list.valueStream())
        .filter(container -> container.has("image"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"defaults.yaml", "openshift.yaml"})
  void everyPodSetsItsUserUnlessTheClusterDoes(String values) throws IOException {
    boolean isSetByCluster = values.equals("openshift.yaml");

    assertThat(Chart.manifests(Chart.with(values)))
        .filteredOn(manifest -> manifest.at("/kind").textValue().equals("Deployment"))
        .isNotEmpty()
        .allSatisfy(
            deployment -> {
              JsonNode user = deployment.at("/spec/template/spec/securityContext");
              assertThat(user.at("/runAsNonRoot").booleanValue()).isTrue();
              assertThat(user.has("runAsUser")).isNotEqualTo(isSetByCluster);
              assertThat(user.has("runAsGroup")).isNotEqualTo(isSetByCluster);
              assertThat(user.has("fsGroup")).isNotEqualTo(isSetByCluster);
            });
  }

  /** Each job of the watcher has one track in flight, about 70 snippets. */
  @Test
  void theWatcherAloneCanScaleToASecondWorker() throws IOException {
    List<JsonNode> manifests = Chart.manifests(Chart.with("gpu-scaled.yaml"));
    String jobs =
        Chart.one(manifests, "Deployment", "nd-watcher")
            .at("/spec/template/spec/containers/0/args")
            .valueStream()
            .map(JsonNode::textValue)
            .filter(argument -> argument.startsWith("--jobs="))
            .findAny()
            .orElseThrow();
    String threshold =
        Chart.one(manifests, "ScaledObject", "nd-worker")
            .at("/spec/triggers/0/metadata/threshold")
            .textValue();

    assertThat(Integer.parseInt(threshold))
        .isLessThan(70 * Integer.parseInt(jobs.substring("--jobs=".length())));
  }

  @Test
  void serviceAndWatcherMayReachDnsAndHttp() throws IOException {
    JsonNode egress =
        Chart.one(Chart.manifests(Chart.with("defaults.yaml")), "NetworkPolicy", "nd-tracks")
            .at("/spec/egress");

    assertThat(egress.toString())
        .contains("{\"port\":53,\"protocol\":\"UDP\"}", "{\"port\":53,\"protocol\":\"TCP\"}")
        .contains("{\"port\":80,\"protocol\":\"TCP\"}");
  }

  @Test
  void aDeploymentScaledByKedaHasNoReplicas() throws IOException {
    List<JsonNode> manifests = Chart.manifests(Chart.with("gpu-scaled.yaml"));

    JsonNode scaled = Chart.one(manifests, "ScaledObject", "nd-worker");
    String target = scaled.at("/spec/scaleTargetRef/name").textValue();
    assertThat(Chart.one(manifests, "Deployment", target).at("/spec").has("replicas")).isFalse();
    assertThat(scaled.at("/spec/triggers/0/metadata/query").textValue())
        .isEqualTo("sum(needledrop_queue_snippets{namespace=\"music\"})");
  }

  @Test
  void aGpuWorkerRequestsAGpuAndToleratesTheTaintOfGpuNodes() throws IOException {
    JsonNode pod =
        Chart.one(Chart.manifests(Chart.with("gpu-scaled.yaml")), "Deployment", "nd-worker")
            .at("/spec/template/spec");

    assertThat(pod.at("/containers/0/image").textValue()).contains("needledrop-worker-gpu:");
    assertThat(pod.at("/containers/0/resources/limits").get("nvidia.com/gpu").intValue())
        .isEqualTo(1);
    assertThat(pod.at("/tolerations/0/key").textValue()).isEqualTo("nvidia.com/gpu");
  }

  @Test
  void aWorkerHasTimeToFinishAcceptedRequests() throws IOException {
    JsonNode pod =
        Chart.one(Chart.manifests(Chart.with("defaults.yaml")), "Deployment", "nd-worker")
            .at("/spec/template/spec");

    // 60 s for a request (default of --timeout), 5 s until clients stop sending to it.
    assertThat(pod.at("/terminationGracePeriodSeconds").intValue()).isGreaterThan(65);
  }

  @Test
  void theLargestTracksOfAllJobsFitIntoTheWatchersTmp() throws IOException {
    JsonNode pod =
        Chart.one(Chart.manifests(Chart.with("defaults.yaml")), "Deployment", "nd-watcher")
            .at("/spec/template/spec");
    JsonNode watcher = pod.at("/containers/0");

    assertThat(watcher.at("/args").valueStream().map(JsonNode::textValue)).contains("--jobs=2");
    JsonNode maxBytes =
        watcher
            .at("/env")
            .valueStream()
            .filter(variable -> variable.at("/name").textValue().equals("NEEDLEDROP_MAX_BYTES"))
            .findAny()
            .orElseThrow();
    long trackAndCopy = 2 * Long.parseLong(maxBytes.at("/value").textValue());
    assertThat(pod.at("/volumes/0/emptyDir/sizeLimit").textValue()).isEqualTo("2Gi");
    assertThat(2 * trackAndCopy).isLessThan(2L << 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"defaults.yaml", "kserve.yaml"})
  void everyProbeRequestsAnExistingPath(String values) throws IOException {
    String routes = MonitoringTest.source("worker/InferenceRoutes.java", "web/http/ApiRoutes.java");

    List<String> paths =
        Chart.manifests(Chart.with(values)).stream()
            .flatMap(manifest -> manifest.findValues("httpGet").stream())
            .map(probe -> probe.at("/path").textValue())
            .toList();

    assertThat(paths)
        .isNotEmpty()
        .allSatisfy(path -> assertThat(routes).contains('"' + path + '"'));
  }

  @Test
  void theRulesEqualThoseOfCompose() throws IOException {
    JsonNode rules =
        Chart.one(Chart.manifests(Chart.with("triton.yaml")), "PrometheusRule", "nd-alerts");

    assertThat(rules.at("/spec"))
        .isEqualTo(
            Chart.manifests(Files.readString(Chart.FOLDER.resolve("files/alerts.yaml")))
                .getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "gpu-scaled.yaml, nd-worker,  worker, token",
    "gpu-scaled.yaml, nd-service, keys,   metrics",
    "kserve.yaml,     nd-worker,  worker, token",
  })
  void prometheusSendsTheRequiredKeys(String values, String monitor, String secret, String key)
      throws IOException {
    JsonNode credentials = endpoint(values, monitor).at("/authorization/credentials");

    assertThat(credentials.at("/name").textValue()).isEqualTo(secret);
    assertThat(credentials.at("/key").textValue()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "kserve.yaml, nd-service",
    "triton.yaml, nd-service",
    "triton.yaml, nd-worker",
  })
  void prometheusSendsNoKeyIfNoneIsRequired(String values, String monitor) throws IOException {
    assertThat(endpoint(values, monitor).has("authorization")).isFalse();
  }

  private static JsonNode endpoint(String values, String monitor) throws IOException {
    return Chart.one(Chart.manifests(Chart.with(values)), "PodMonitor", monitor)
        .at("/spec/podMetricsEndpoints/0");
  }

  @Test
  void rejectsSeveralServicesWithoutOpenSearch() {
    assertThatThrownBy(() -> Chart.template().set("service.replicas", 2).call())
        .hasMessageContaining("needs OpenSearch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker.kind=tritonn", "worker.replica=1", "image.tag=latest"})
  void rejectsUnknownAndInvalidValues(String setting) {
    String[] parts = setting.split("=", 2);

    assertThatThrownBy(() -> Chart.template().set(parts[0], parts[1]).call())
        .hasMessageContaining("schema");
  }
}
