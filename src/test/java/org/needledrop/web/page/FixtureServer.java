package org.needledrop.web.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The page from the class path, and an API of drawn answers below it: for work on the page where
 * nothing need be listened to. {@code main} serves it until it is killed.
 */
final class FixtureServer implements PageServer {

  private static final String POLICY =
      "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:;"
          + " style-src 'self' 'unsafe-inline'; connect-src 'self' blob:";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FixtureApi api;
  private final Optional<String> key;

  FixtureServer(int port, int tracks, Optional<String> key) throws IOException {
    this.key = key;
    api = new FixtureApi(new FixtureLibrary(tracks));
    server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::page);
    server.createContext("/v1/", this::api);
    server.start();
  }

  public static void main(String[] arguments) throws IOException {
    FixtureServer server =
        new FixtureServer(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            arguments.length > 2 ? Optional.of(arguments[2]) : Optional.empty());
    System.out.println(server.address());
  }

  @Override
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void page(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.equals("/") ? "index.html" : path.substring(1);
    try (exchange;
        InputStream file = FixtureServer.class.getResourceAsStream("/web/" + name)) {
      byte[] bytes = file == null ? new byte[0] : file.readAllBytes();
      String ending = name.substring(name.lastIndexOf('.') + 1);
      exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(ending, "text/plain"));
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.sendResponseHeaders(file == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void api(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = Request.of(exchange);
      boolean allowed =
          key.map(k -> k.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))).orElse(true);
      Answer answer =
          allowed ? api.answer(request) : Answer.problem(401, "No API key", "X-API-Key is missing");
      answer.send(exchange);
    }
  }
}
