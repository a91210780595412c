package org.needledrop.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.filter.Filter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.journal.LibraryFolder;

/** Unexpected requests, found by a fuzzer. */
@Timeout(120)
class UnusualRequestsTest {

  private static final Filter CONFORMANCE = new OpenApiValidationFilter(Conformance.ofAnswers());

  private static ServedSamples served;
  private static String metal;

  @BeforeAll
  static void serve(@TempDir Path folder) {
    served = ServedSamples.start(folder, ServedSamples.limits());
    metal = ask().queryParam("text", ServedSamples.METAL).get("/v1/tracks").path("tracks[0].id");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static RequestSpecification ask() {
    return given().baseUri(served.uri().toString()).filter(CONFORMANCE);
  }

  private static Response send(String path, String json) {
    return ask().contentType(ContentType.JSON).body(json).post(path);
  }

  /** As it is, where a client would escape or refuse it. */
  private static String raw(String request) throws IOException {
    return raw(request, "localhost");
  }

  private static String raw(String request, String host) throws IOException {
    return exchange(request + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private static String exchange(String bytes) throws IOException {
    URI uri = served.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12\" mix",
        "back\\slash",
        "50%",
        "%41",
        "[live]",
        "\"\"",
        "-1",
        "a&text=b",
        "a,b",
        "null",
        "1999",
        "\u0000",
        "\u0001\n",
        "\uD83D\uDE00",
        "a+b c"
      })
  void takesATextForATextAndNotForJson(String text) {
    ask().queryParam("text", text).get("/v1/tracks").then().statusCode(200);
    ask()
        .queryParam("genre", "metal", text)
        .get("/v1/tracks")
        .then()
        .body("tracks.id", hasItem(metal));
    ask()
        .get("/v1/tracks/{id}", text)
        .then()
        .statusCode(404)
        .body("detail", equalTo("no such track " + text));
  }

  @Test
  void findsAFileWhoseNameLooksEscaped(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("50% \"off\" [live].mp3");
    Files.copy(ServedSamples.SAMPLES.resolve("kievernagel-frontiers.mp3"), file);
    ask()
        .contentType("audio/mpeg")
        .queryParam("name", file.getFileName().toString())
        .body(Files.readAllBytes(file))
        .post("/v1/tracks")
        .then()
        .statusCode(201);

    for (String part : List.of("50% ", "\"off\"", "[live]")) {
      ask().queryParam("text", part).get("/v1/tracks").then().body("tracks", hasSize(1));
    }
  }

  @Test
  void takesASubsonicCountBelowOneForOne() {
    ask()
        .queryParam("f", "json")
        .queryParam("id", metal)
        .queryParam("count", "-1")
        .get("/rest/getSonicSimilarTracks")
        .then()
        .statusCode(200)
        .body("subsonic-response.sonicMatch", hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/tracks?text=%zz HTTP/1.1",
        "GET /q/openapi?format=% HTTP/1.1",
        "POST /v1/analyses?name=%zz.mp3 HTTP/1.1\r\nContent-Type: audio/mpeg",
        "GET /v1/tracks/%zz HTTP/1.1",
        "GET /% HTTP/1.1"
      })
  void refusesAnAddressThatCannotBeUnescaped(String request) throws IOException {
    assertThat(raw(request))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json")
        .contains("\"status\":400");
  }

  /** Whatever comes after the byte too many may meet a closed connection. */
  @Test
  void answersAsAProblemWhereNoRequestCouldBeRead() throws IOException {
    String line = "GET /v1/tracks?text=";
    assertThat(exchange(tooLong(line, ApiServer.LONGEST_LINE_BYTES)))
        .contains(" 414 ")
        .contains("\"title\":\"URI Too Long\"");
    String header = tooLong("X-Long: ", HttpServerOptions.DEFAULT_MAX_HEADER_SIZE);
    assertThat(exchange("GET /v1/model HTTP/1.1\r\n" + header))
        .contains(" 431 ")
        .contains("\"status\":431");
  }

  private static String tooLong(String start, int most) {
    return start + "a".repeat(most + 1 - start.length());
  }

  @Test
  void takesAsManyGenresAsTheContractAllowsHoweverTheyAreEscaped() {
    List<String> genres = Collections.nCopies(100, "\uD83D\uDE00".repeat(100));

    ask().queryParam("genre", genres).get("/v1/tracks").then().body("tracks", empty());
    ask().queryParam("cursor", "a".repeat(10_001)).get("/v1/tracks").then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/policy/simulation | GET  | POST",
        "/v1/similar           | GET  | POST",
        "/v1/tracks            | PUT  | GET, POST",
        "/v1/tracks/x/label    | POST | DELETE, PUT",
        "/v1/model             | HEAD | GET",
        "/rest/ping            | PUT  | GET, POST",
        "/q/metrics            | POST | GET",
        "/no-page              | POST | GET"
      })
  void namesTheMethodsThatAPathAllows(String path, String method, String allowed) {
    ask().request(method, path).then().statusCode(405).header("Allow", allowed);
  }

  @Test
  void saysThatThereIsNoSuchPath() {
    ask().get("/v1/nothing").then().statusCode(404).body("detail", containsString("/v1/nothing"));
    ask().delete("/v1/nothing").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/model", "/rest/ping", "/rest/ping.view"})
  void doesNotAnswerForAHostThatAPageFromElsewhereLedHere(String path) throws IOException {
    assertThat(raw("GET %s HTTP/1.1".formatted(path), "elsewhere.example:8080"))
        .startsWith("HTTP/1.1 403 ")
        .contains("application/problem+json")
        .contains("unknown host elsewhere.example:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/metrics"})
  void answersHealthChecksForAnyHost(String path) throws IOException {
    assertThat(raw("GET %s HTTP/1.1".formatted(path), "10.0.0.1")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void takesOneSuffixOfOlderSubsonicClientsForNothing() {
    ask().get("/rest/ping").then().statusCode(200);
    given().baseUri(served.uri().toString()).get("/rest/ping.view").then().statusCode(200);
    ask().get("/rest/ping.view.view").then().statusCode(404);
    ask().get("/rest/ping" + ".view".repeat(20_000)).then().statusCode(404);
  }

  /** Before there was a place for its file. */
  @Test
  void keepsNothingOfAClientThatLeavesAtOnce() throws Exception {
    for (int i = 0; i < 50; i++) {
      sendTheHeadAndLeave();
    }
    ask()
        .contentType("audio/mpeg")
        .queryParam("name", "song.mp3")
        .body(new byte[] {1, 2, 3})
        .post("/v1/analyses")
        .then()
        .statusCode(200);

    Path uploads = LibraryFolder.journal(served.folder()).resolve("uploads");
    for (int i = 0; i < 100 && !isEmpty(uploads); i++) {
      Thread.sleep(50);
    }
    assertThat(uploads).isEmptyDirectory();
  }

  private static void sendTheHeadAndLeave() throws IOException {
    URI uri = served.uri();
    String head =
        String.join(
            "\r\n",
            "POST /v1/analyses?name=song.mp3 HTTP/1.1",
            "Host: localhost",
            "Content-Type: audio/mpeg",
            "Content-Length: 1000",
            "\r\n");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  @Test
  void refusesANameThatNoFileSystemTakes() {
    ask()
        .contentType("audio/mpeg")
        .queryParam("name", "\u00E9".repeat(190) + ".mp3")
        .body(new byte[10])
        .post("/v1/analyses")
        .then()
        .statusCode(400)
        .body("detail", containsString("255 bytes"));
  }

  @Test
  void refusesNeighboursOfAFailedAnalysisAndSaysWhyItFailed() {
    String failed =
        ask()
            .contentType("audio/mpeg")
            .queryParam("name", "song.mp3")
            .body(new byte[] {1, 2, 3})
            .post("/v1/analyses")
            .path("id");

    ask()
        .get("/v1/analyses/{id}/similar", failed)
        .then()
        .statusCode(409)
        .body("detail", containsString("the analysis failed: song.mp3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "image/png", "application/xml"})
  void takesABodyForNothingButWhatItIsSaidToBe(String contentType) {
    given()
        .baseUri(served.uri().toString())
        .contentType(contentType)
        .body("{\"genres\":{\"metal\":1}}".getBytes(StandardCharsets.UTF_8))
        .post("/v1/similar")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tracks\":[\"\\ud800\"]}",
        "{\"genres\":{\"metal\":0}}",
        "{\"genres\":{\"metal\":1e-300}}",
        "{\"genres\":{\"metal\":1e400}}",
        "{\"genres\":{\"metal\":1},\"count\":1e400}",
        "{\"genres\":{\"metal\":1},\"count\":null}"
      })
  void refusesProbesThatPointNowhere(String body) {
    send("/v1/similar", body).then().statusCode(400);
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() {
    String deep = "[".repeat(100_000);

    send("/v1/similar", deep).then().statusCode(400);
    send("/v1/policy/simulation", "{\"words\":" + deep).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "a\\u0000b", "a\\n", "\\ud800", "a\\udc00b", " ", ""})
  void writesNoWordThatATagCannotHold(String word) {
    String policy = "{\"policy\":\"replace\",\"words\":{\"metal\":[\"%s\"]}}".formatted(word);

    send("/v1/policy/simulation", policy).then().statusCode(400);
    send("/v1/policy/applications", policy).then().statusCode(400);
    ask()
        .contentType(ContentType.JSON)
        .body("{\"genre\":\"%s\"}".formatted(word))
        .put("/v1/tracks/{id}/label", metal)
        .then()
        .statusCode(400);
  }
}
