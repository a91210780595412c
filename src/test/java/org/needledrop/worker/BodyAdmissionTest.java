package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Room for 100 bytes. */
@Timeout(30)
class BodyAdmissionTest {

  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void listen() {
    listen(Duration.ofSeconds(20), Duration.ofMillis(1));
  }

  private void listen(Duration wholeWithin, Duration answersAfter) {
    Router router = Router.router(vertx);
    router.post().handler(new BodyAdmission(100, 100, wholeWithin));
    router.post().handler(BodyHandler.create(false).setBodyLimit(100));
    router
        .post()
        .handler(context -> vertx.setTimer(answersAfter.toMillis(), after -> context.end("taken")));
    server = vertx.createHttpServer().requestHandler(router);
    server.listen(0).toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void refusesABodyThatDoesNotFitBesideThoseOnTheirWay() throws IOException {
    try (Socket first = begin(80)) {
      assertThat(status(begin(80))).contains("429");
      finish(first, 80);
      assertThat(status(first)).contains("200");
    }
    assertThat(statusOfWhole(80)).contains("200");
  }

  @Test
  void aClientThatDisconnectsFreesItsRoomForOthers() throws IOException, InterruptedException {
    begin(80).close();

    String status = statusOfWhole(80);
    for (int i = 0; i < 200 && status.contains("429"); i++) {
      Thread.sleep(10);
      status = statusOfWhole(80);
    }
    assertThat(status).contains("200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "9999999", "9999999999999999999", "-1", "1.5", "none"})
  void jsonWeighsEightTimesWhateverItsHeaderSays(String jsonLength) throws IOException {
    assertThat(status(begin(80, jsonLength))).contains("413");
  }

  @Test
  void ofABodyWithRawTensorsOnlyTheJsonWeighsEightTimes() throws IOException {
    try (Socket first = begin(12, "5");
        Socket second = begin(12, "5")) {
      assertThat(status(begin(12, "5"))).contains("429");
      finish(first, 12);
      finish(second, 12);
      assertThat(status(first)).contains("200");
      assertThat(status(second)).contains("200");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive", "close"})
  void aBodyThatIsIncompleteInTimeFreesItsRoomForOthers(String connection) throws IOException {
    listen(Duration.ofMillis(200), Duration.ofMillis(1));

    try (Socket silent = beginChunks(connection)) {
      assertThat(answer(silent)).contains("504").contains("not complete within");
    }
    assertThat(statusOfWhole(80)).contains("200");
  }

  @Test
  void aTrickleIsGivenUpAsSilenceIs() throws Exception {
    listen(Duration.ofMillis(200), Duration.ofMillis(1));

    try (Socket trickle = beginChunks("keep-alive")) {
      while (trickle.getInputStream().available() == 0) {
        sendChunk(trickle, 1);
        Thread.sleep(20);
      }
      assertThat(status(trickle)).contains("504");
    }
    assertThat(statusOfWhole(80)).contains("200");
  }

  @Test
  void aRejectedBodyIsNotReadForEver() throws IOException {
    listen(Duration.ofMillis(200), Duration.ofMillis(1));

    try (Socket endless = beginChunks("keep-alive")) {
      sendChunk(endless, 101);
      assertThat(answer(endless)).contains("413").doesNotContain("504");
    }
  }

  @Test
  void aBodyThatIsWholeMayBeAnsweredLater() throws IOException {
    listen(Duration.ofMillis(200), Duration.ofMillis(600));

    assertThat(statusOfWhole(80)).contains("200");
  }

  private Socket beginChunks(String connection) throws IOException {
    Socket socket = new Socket("localhost", server.actualPort());
    socket.setSoTimeout(5_000);
    String head =
        "POST / HTTP/1.1\r\nHost: w\r\nConnection: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(connection);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    sendChunk(socket, 1);
    return socket;
  }

  private static void sendChunk(Socket socket, int length) throws IOException {
    String chunk = "%x\r\n%s\r\n".formatted(length, " ".repeat(length));
    socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
  }

  /** All that comes until the connection is closed. */
  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private Socket begin(int length) throws IOException {
    return begin(length, "1");
  }

  private Socket begin(int length, String jsonLength) throws IOException {
    Socket socket = new Socket("localhost", server.actualPort());
    socket.setSoTimeout(5_000);
    String head =
        "POST / HTTP/1.1\r\nHost: w\r\nInference-Header-Content-Length: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(jsonLength, length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void finish(Socket socket, int length) throws IOException {
    socket.getOutputStream().write(new byte[length]);
  }

  private String statusOfWhole(int length) throws IOException {
    try (Socket socket = begin(length)) {
      finish(socket, length);
      return status(socket);
    }
  }

  private static String status(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }
}
