package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.remote.Credentials;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

/** Several models, one of them in three versions. */
class VersionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path repository;

  @Test
  void servesEveryVersionAndTheNewestToWhomeverNamesNone() throws Exception {
    put("genres", "genres", "10");
    put("genres/9", "genres", "9");
    put("genres/1", "genres", "1");
    put("moods", "moods", "1");

    try (Worker worker = start();
        HttpClient http = HttpClient.newHttpClient()) {
      URI address = URI.create("http://localhost:" + worker.port() + "/v2/models/");
      assertThat(get(http, address.resolve("genres")))
          .contains("\"versions\":[\"1\",\"9\",\"10\"]");
      assertThat(get(http, address.resolve("moods"))).contains("\"versions\":[\"1\"]");
      assertThat(get(http, address.resolve("moods/versions/2"))).contains("no such model: moods 2");
    }
  }

  @Test
  void findsAModelOfAnyName() throws IOException {
    put("mine", "R&B / Soul + 100%", "ab 12");

    try (Worker worker = start();
        RemoteScorer client =
            new RemoteScorer(
                List.of(URI.create("http://localhost:" + worker.port())),
                ModelManifest.read(repository.resolve("mine")),
                RemoteLimits.defaults(),
                Credentials.none())) {
      Snippets snippets = SumScorer.random(1, 3);
      SumScorer.assertSums(snippets, client.score(snippets));
    }
  }

  @Test
  void refusesARepositoryThatHoldsOneVersionTwice() throws IOException {
    put("genres", "genres", "1");
    put("copy", "genres", "1");

    assertThatThrownBy(this::start).hasMessageContaining("genres 1 exists twice");
  }

  private void put(String folder, String name, String version) throws IOException {
    Path source = TestWorker.MODEL.resolve(ModelManifest.FILE_NAME);
    ObjectNode manifest = (ObjectNode) JSON.readTree(source.toFile());
    manifest.put("name", name).put("version", version);
    Path target = Files.createDirectories(repository.resolve(folder));
    JSON.writeValue(target.resolve(ModelManifest.FILE_NAME).toFile(), manifest);
  }

  private Worker start() {
    return Worker.start(
        repository,
        (folder, model) -> List.of(() -> new SumScorer(16, 0)),
        BatchLimits.defaults(),
        TestWorker.OPEN,
        "localhost",
        0);
  }

  private static String get(HttpClient http, URI path) throws Exception {
    return http.send(HttpRequest.newBuilder(path).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
