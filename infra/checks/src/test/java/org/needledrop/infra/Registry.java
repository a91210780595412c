package org.needledrop.infra;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A local image registry: the reference implementation of the OCI Distribution Specification. */
final class Registry implements AutoCloseable {

  private static final String ACCEPTED =
      "application/vnd.docker.distribution.manifest.list.v2+json,"
          + "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.manifest.v1+json";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String port;
  private final Path home;
  private final Process server;

  Registry(Path folder) throws Exception {
    Path program = Tools.debian("docker-registry", "docker-registry");
    port = Programs.freePort();
    home = folder.resolve("home");
    Path containers = Files.createDirectories(home.resolve(".config/containers"));
    Files.writeString(
        containers.resolve("registries.conf"),
        """
      [[registry]]
      location = "localhost:%s"
      insecure = true
      """
            .formatted(port));
    Path settings = folder.resolve("registry.yml");
    Files.writeString(
        settings,
        """
      version: 0.1
      storage: {filesystem: {rootdirectory: %s}}
      http: {addr: "localhost:%s"}
      """
            .formatted(folder.resolve("images"), port));
    server =
        new ProcessBuilder(program.toString(), "serve", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    awaitStart();
  }

  private void awaitStart() throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        get("");
        return;
      } catch (IOException e) {
        assumeTrue(server.isAlive(), "the registry did not start");
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("the registry does not respond");
  }

  String host() {
    return "localhost:" + port;
  }

  /** Requests a path below {@code /v2/}. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + host() + "/v2/" + path);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", ACCEPTED).build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Runs a program of this repository, configured to use this registry without TLS. */
  Programs.Result run(String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.of(command).toList()).directory(Programs.ROOT.toFile());
    builder.environment().put("HOME", home.toString());
    return Programs.run(builder);
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
    server.onExit().join();
  }
}
