package org.needledrop.storage.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store that answers as Amazon's documentation says S3 does, and keeps what it was sent last. */
final class ScriptedS3 implements AutoCloseable {

  private record Answer(int status, Map<String, String> headers, String body) {}

  private static final Answer MISSING =
      new Answer(404, Map.of(), "<Error><Code>NoSuchKey</Code><Message>no</Message></Error>");

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Headers sent = new Headers();

  private ScriptedS3(HttpServer server) {
    this.server = server;
  }

  static ScriptedS3 start() throws IOException {
    ScriptedS3 s3 =
        new ScriptedS3(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    s3.server.createContext("/", s3::answer);
    s3.server.start();
    return s3;
  }

  S3ObjectStore open() {
    return S3ObjectStore.open(
        Optional.of(URI.create("http://localhost:" + server.getAddress().getPort())));
  }

  /**
   * Answers so from now on.
   *
   * @param request method and, where it has one, subresource: {@code GET retention}
   */
  void answer(String request, int status, Map<String, String> headers, String body) {
    answers.put(request, new Answer(status, headers, body));
  }

  void refuse(String request, int status, String code, String message) {
    answer(
        request,
        status,
        Map.of(),
        "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message));
  }

  /** A header of the last PUT; empty when it had none. */
  Optional<String> sent(String header) {
    return Optional.ofNullable(sent.getFirst(header));
  }

  private void answer(HttpExchange request) throws IOException {
    request.getRequestBody().readAllBytes();
    if (request.getRequestMethod().equals("PUT")) {
      sent.clear();
      sent.putAll(request.getRequestHeaders());
    }
    String query = Optional.ofNullable(request.getRequestURI().getQuery()).orElse("");
    Answer answer =
        answers.getOrDefault((request.getRequestMethod() + " " + query).strip(), MISSING);
    answer.headers().forEach(request.getResponseHeaders()::add);
    request.getResponseHeaders().add("ETag", "\"1\"");
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean isHead = request.getRequestMethod().equals("HEAD");
    request.sendResponseHeaders(answer.status(), isHead || body.length == 0 ? -1 : body.length);
    if (!isHead) {
      request.getResponseBody().write(body);
    }
    request.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
