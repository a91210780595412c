package org.needledrop.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.admission.ApiKeys;

/** By which names a server may be asked. */
class KnownHostsTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /**
   * Serves as with {@code --host}, and asks.
   *
   * @param header the request's line Host, or nothing
   */
  private String ask(ApiKeys keys, String served, String header) throws IOException {
    Router router = Router.router(vertx);
    router.route().handler(KnownHosts.of(new ApiLimits(keys, List.of(), 1, 1, 1), served));
    router.route().handler(context -> context.end("answered"));
    router.route().failureHandler(Replies::fail);
    HttpServer server = vertx.createHttpServer().requestHandler(router);
    server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    try (Socket socket = new Socket("localhost", server.actualPort())) {
      String request = "GET / HTTP/1.0\r\n" + header + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost   | localhost",
        "localhost   | LocalHost:8080",
        "localhost   | 127.0.0.1:8080",
        "localhost   | [::1]:8080",
        "192.168.1.5 | 192.168.1.5:8080",
        "192.168.1.5 | localhost:8080",
        "FD00::5     | [fd00::5]:8080",
        "0.0.0.0     | music.example:8080",
        "::          | music.example",
      })
  void answersByTheNameThatIsServed(String served, String host) throws IOException {
    assertThat(ask(ApiKeys.NONE, served, "Host: " + host)).endsWith("answered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost   | elsewhere.example:8080",
        "localhost   | localhost.elsewhere.example",
        "localhost   | 127.0.0.1.elsewhere.example:8080",
        "localhost   | 192.168.1.5",
        "localhost   | local host",
        "192.168.1.5 | elsewhere.example",
      })
  void refusesANameThatAnotherSiteMayHaveLedHere(String served, String host) throws IOException {
    assertThat(ask(ApiKeys.NONE, served, "Host: " + host))
        .contains(" 403 ")
        .contains("application/problem+json")
        .contains("\"title\":\"Forbidden\"")
        .contains("unknown host " + host)
        .contains("NEEDLEDROP_API_KEYS");
  }

  @Test
  void refusesARequestWithoutAName() throws IOException {
    assertThat(ask(ApiKeys.NONE, "localhost", "Accept: */*")).contains(" 403 ").contains("(none)");
  }

  @Test
  void requiresKeysInstead() throws IOException {
    assertThat(ask(ApiKeys.parse(List.of("one")), "localhost", "Host: music.example"))
        .endsWith("answered");
  }
}
