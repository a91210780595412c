package org.needledrop.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.needledrop.servers.Server;

/** Prometheus itself, with the alarms that come along; it asks every two seconds. */
final class Prometheus implements AutoCloseable {

  static final Path ALARMS =
      Path.of("infra/kubernetes/needledrop/files/alerts.yaml").toAbsolutePath();

  private static final Path PACKAGE = Path.of("target/prometheus").toAbsolutePath();

  private final Server server;

  private Prometheus(Server server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param folder empty
   */
  static Prometheus start(Path folder, URI worker, URI service)
      throws IOException, InterruptedException {
    Path configuration =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 2s, evaluation_interval: 2s}
            rule_files: ["%s"]
            scrape_configs:
            - job_name: needledrop-worker
              static_configs: [{targets: ["%s"]}]
            - job_name: needledrop-service
              metrics_path: /q/metrics
              static_configs: [{targets: ["%s"]}]
            """
                .formatted(ALARMS, worker.getAuthority(), service.getAuthority()));
    int port = Server.freePort();
    return new Prometheus(
        Server.start(
            List.of(
                program(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port),
            Map.of(),
            URI.create("http://127.0.0.1:" + port),
            "/-/ready"));
  }

  /** The one on the PATH, or else what Debian's package holds. */
  private static String program() throws IOException, InterruptedException {
    Optional<Path> installed =
        Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst();
    return installed.isPresent() ? installed.get().toString() : unpacked().toString();
  }

  private static Path unpacked() throws IOException, InterruptedException {
    Path unpacked = PACKAGE.resolve("usr/bin/prometheus");
    if (!Files.exists(unpacked)) {
      Files.createDirectories(PACKAGE);
      String fetch = "apt-get download prometheus && dpkg-deb --extract prometheus_*.deb .";
      int status =
          new ProcessBuilder("sh", "-c", fetch)
              .directory(PACKAGE.toFile())
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "there is no prometheus on the PATH, and none can be fetched: " + fetch);
      }
    }
    return unpacked;
  }

  Server server() {
    return server;
  }

  /** Alarms whose conditions hold, though not for as long yet as they wait. */
  List<String> ringing() {
    return elements(ask("/api/v1/alerts").path("alerts"))
        .map(alert -> alert.path("labels").path("alertname").asText())
        .distinct()
        .sorted()
        .toList();
  }

  /** Alarms, and what is wrong with them; empty where they were evaluated without an error. */
  Map<String, String> evaluated() {
    return elements(ask("/api/v1/rules").path("groups"))
        .flatMap(group -> elements(group.path("rules")))
        .filter(rule -> rule.path("type").asText().equals("alerting"))
        .collect(
            Collectors.toMap(
                rule -> rule.path("name").asText(),
                rule -> rule.path("health").asText().equals("ok") ? "" : rule.toString(),
                (one, other) -> one + other,
                TreeMap::new));
  }

  /** The sum of what a query gives; 0 when that is nothing. */
  double sum(String query) {
    return elements(
            ask("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("result"))
        .mapToDouble(result -> Double.parseDouble(result.path("value").path(1).asText()))
        .sum();
  }

  private JsonNode ask(String path) {
    return Http.json(server.address().resolve(path)).path("data");
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public void close() {
    server.close();
  }
}
