package org.needledrop.similarity.opensearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A proxy before a node: sees the requests, and may answer them itself. */
final class FrontDoor implements AutoCloseable {

  private record Answer(int status, byte[] body) {}

  private record Ready(String pathEnd, Answer answer) {}

  private final URI node;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<Ready> ready = new ConcurrentLinkedQueue<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final List<String> bulks = new CopyOnWriteArrayList<>();

  private FrontDoor(URI node, HttpServer server) {
    this.node = node;
    this.server = server;
    server.createContext("/", this::pass);
    server.start();
  }

  static FrontDoor to(URI node) throws IOException {
    return new FrontDoor(node, HttpServer.create(anyPort(), 0));
  }

  static FrontDoor withTls(URI node, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new FrontDoor(node, server);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Answers a bulk request so, once, in the place of the node. */
  void answerBulk(int status, String body) {
    answer("/_bulk", status, body);
  }

  /** The same for any request whose path ends so. */
  void answer(String pathEnd, int status, String body) {
    ready.add(new Ready(pathEnd, new Answer(status, body.getBytes(StandardCharsets.UTF_8))));
  }

  /** What was sent in bulk requests, each. */
  List<String> bulks() {
    return bulks;
  }

  /** How each request said who asks. */
  List<String> logins() {
    return logins;
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/_bulk")) {
      bulks.add(new String(body, StandardCharsets.UTF_8));
    }
    Optional<Answer> taken = take(path);
    Answer answer = taken.isPresent() ? taken.get() : ofNode(exchange, body);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private Optional<Answer> take(String path) {
    Optional<Ready> first = ready.stream().filter(one -> path.endsWith(one.pathEnd())).findFirst();
    first.ifPresent(ready::remove);
    return first.map(Ready::answer);
  }

  private Answer ofNode(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
