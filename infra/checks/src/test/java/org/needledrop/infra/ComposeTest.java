package org.needledrop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComposeTest {

  static final Path FILE = Path.of("../compose/compose.yaml").toAbsolutePath().normalize();
  private static final Map<String, String> SECRETS =
      Map.of(
          "STORE_ACCESS_KEY", "a",
          "STORE_SECRET_KEY", "b",
          "WORKER_TOKEN", "c",
          "API_KEYS", "d",
          "METRICS_KEY", "f",
          "GRAFANA_PASSWORD", "e");

  private static JsonNode services(String profile) throws IOException {
    Map<String, String> environment = new HashMap<>(SECRETS);
    environment.put("COMPOSE_PROFILES", profile);
    Tools.Result result = Tools.composeConfig(FILE, environment);
    assertThat(result.status()).as(result.output()).isZero();
    return new ObjectMapper().readTree(result.output()).get("services");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void everyServiceIsRestrictedHasAHealthCheckAndAPinnedVersion(String profile) throws IOException {
    JsonNode services = services(profile);

    assertThat(services).hasSize(8);
    for (JsonNode service : services) {
      assertThat(service.at("/image").textValue()).matches(".+:[^:@]+(@sha256:[0-9a-f]{64})?");
      assertThat(service.at("/image").textValue()).doesNotContain(":latest");
      assertThat(service.at("/cap_drop/0").textValue()).isEqualTo("ALL");
      assertThat(service.at("/security_opt/0").textValue()).isEqualTo("no-new-privileges:true");
      assertThat(service.at("/mem_limit").asLong()).isPositive();
      assertThat(service.has("healthcheck")).isTrue();
    }
  }

  @Test
  void thirdPartyImagesArePinnedByDigest() throws IOException {
    for (JsonNode service : services("cpu")) {
      String image = service.at("/image").textValue();
      assertThat(image)
          .satisfiesAnyOf(
              own -> assertThat(own).startsWith("ghcr.io/needledrop/"),
              thirdParty -> assertThat(thirdParty).contains("@sha256:"));
    }
  }

  @Test
  void portsAreOpenToThisMachineOnly() throws IOException {
    for (JsonNode service : services("cpu")) {
      for (JsonNode port : service.path("ports")) {
        assertThat(port.at("/host_ip").textValue()).isEqualTo("127.0.0.1");
      }
    }
  }

  @Test
  void theLargestTracksOfAllJobsFitIntoHalfOfTheWatchersMemory() throws IOException {
    JsonNode watcher = services("cpu").get("watcher");

    assertThat(watcher.at("/command").valueStream().map(JsonNode::textValue))
        .containsSequence("--jobs", "2");
    long trackAndCopy = 2 * watcher.at("/environment/NEEDLEDROP_MAX_BYTES").asLong();
    assertThat(2 * trackAndCopy).isBetween(1L, watcher.at("/mem_limit").asLong() / 2);
  }

  /** Prometheus' configuration reads keys from files only. */
  @Test
  void prometheusSendsTheRequiredKeys() throws IOException {
    JsonNode services = services("cpu");
    JsonNode prometheus = services.get("prometheus");
    String start = prometheus.at("/entrypoint").toString();
    JsonNode jobs =
        Chart.manifests(Files.readString(FILE.resolveSibling("prometheus.yml")))
            .getFirst()
            .at("/scrape_configs");

    assertThat(services.at("/service/environment/NEEDLEDROP_API_KEYS").textValue())
        .isEqualTo("d,f:metrics");
    assertThat(prometheus.at("/environment/METRICS_KEY").textValue()).isEqualTo("f");
    assertThat(prometheus.at("/environment/WORKER_TOKEN").textValue()).isEqualTo("c");
    assertThat(start).contains("$METRICS_KEY", "$WORKER_TOKEN").doesNotContain("$$");
    assertThat(jobs).hasSize(2);
    for (JsonNode job : jobs) {
      String file = job.at("/authorization/credentials_file").textValue();
      assertThat(start).contains("> " + file);
      assertThat(prometheus.at("/tmpfs").toString()).contains(Path.of(file).getParent() + ":");
    }
  }

  @Test
  void nothingStartsWithoutSecrets() {
    Map<String, String> none = new HashMap<>();
    SECRETS.keySet().forEach(name -> none.put(name, ""));

    Tools.Result result = Tools.composeConfig(FILE, none);

    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains("copy .env.example to .env");
  }
}
