package org.needledrop.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.similarity.lucene.LuceneSearch;

/** What the API does while many requests wait for the library, or for an analysis. */
@Timeout(120)
class BusyLibraryTest {

  /** More than Vert.x has threads for what may block. */
  private static final int WAITING = 30;

  private final Semaphore indexIsFree = new Semaphore(1);

  private SimilarityIndex index(Path folder) {
    indexIsFree.acquireUninterruptibly();
    indexIsFree.release();
    return LuceneIndex.open(folder);
  }

  @Test
  void answersOthersWhileManyWaitForTheLibrary(@TempDir Path folder) throws Exception {
    Path index = LibraryFolder.index(folder);
    try (ServedSamples served =
            ServedSamples.start(
                folder,
                ServedSamples.limits(),
                () -> index(index),
                () -> LuceneSearch.open(index));
        HttpClient client = HttpClient.newHttpClient()) {
      indexIsFree.acquire();
      List<CompletableFuture<HttpResponse<Void>>> waiting = forgetAgainAndAgain(client, served);
      try {
        for (int i = 0; i < 20; i++) {
          assertThat(status(client, served.uri().resolve("/v1/statistics"))).isEqualTo(200);
          assertThat(status(client, served.uri().resolve("/q/health/ready"))).isEqualTo(200);
          Thread.sleep(50);
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
      } finally {
        indexIsFree.release();
      }
      assertThat(waiting.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
          .contains(204)
          .containsOnly(204, 404);
    }
  }

  private static List<CompletableFuture<HttpResponse<Void>>> forgetAgainAndAgain(
      HttpClient client, ServedSamples served) {
    String metal =
        given()
            .baseUri(served.uri().toString())
            .queryParam("text", ServedSamples.METAL)
            .get("/v1/tracks")
            .path("tracks[0].id");
    HttpRequest forget =
        HttpRequest.newBuilder(served.uri().resolve("/v1/tracks/" + metal)).DELETE().build();
    List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
    for (int i = 0; i < WAITING; i++) {
      answers.add(client.sendAsync(forget, BodyHandlers.discarding()));
    }
    return answers;
  }

  private static int status(HttpClient client, URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void deletesTheFilesThatStillWaitForAnalysisWhenItStops(@TempDir Path folder) throws Exception {
    byte[] song = Files.readAllBytes(ServedSamples.SAMPLES.resolve(ServedSamples.ANOTHER));
    Path uploads = LibraryFolder.journal(folder).resolve("uploads");
    try (ServedSamples served = ServedSamples.start(folder, ServedSamples.limits())) {
      for (int i = 0; i < 10; i++) {
        given()
            .baseUri(served.uri().toString())
            .contentType("audio/mpeg")
            .queryParam("name", "song.mp3")
            .queryParam("wait", 0)
            .body(song)
            .post("/v1/analyses")
            .then()
            .statusCode(202);
      }
      assertThat(uploads).isNotEmptyDirectory();
    }

    assertThat(uploads).isEmptyDirectory();
  }
}
