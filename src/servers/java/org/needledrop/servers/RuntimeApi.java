package org.needledrop.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The Runtime API of AWS Lambda (Developer Guide, "Using the Lambda runtime API"): gives a function
 * one event after another and takes its answers.
 */
public final class RuntimeApi implements AutoCloseable {

  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  /**
   * What a function said.
   *
   * @param succeeded false when it threw
   */
  public record Answer(boolean succeeded, String body) {}

  private record Event(
      String id, byte[] content, long deadlineMillis, CompletableFuture<Answer> answer) {}

  private final HttpServer server;
  private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Event> running = new ConcurrentHashMap<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  public RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(INVOCATION, this::invocation);
    server.start();
  }

  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Gives the function an event, and a time limit to handle it. */
  public CompletableFuture<Answer> invoke(String event, Duration time) {
    Event one =
        new Event(
            UUID.randomUUID().toString(),
            event.getBytes(StandardCharsets.UTF_8),
            System.currentTimeMillis() + time.toMillis(),
            new CompletableFuture<>());
    waiting.add(one);
    return one.answer();
  }

  /** Waits until the function has asked for its first event, which it does once it is loaded. */
  void awaitFunction() throws InterruptedException {
    if (!asked.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the function does not start");
    }
  }

  private void invocation(HttpExchange exchange) throws IOException {
    String[] rest =
        exchange.getRequestURI().getPath().substring(INVOCATION.length()).split("/", -1);
    if (rest[0].equals("next")) {
      next(exchange);
      return;
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    reply(exchange, 202, "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
    Event event = running.remove(rest[0]);
    if (event != null) {
      event.answer().complete(new Answer(rest[1].equals("response"), body));
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    asked.countDown();
    Event event;
    try {
      event = waiting.take();
    } catch (InterruptedException e) {
      exchange.close();
      return;
    }
    running.put(event.id(), event);
    Map<String, String> headers =
        Map.of(
            "Lambda-Runtime-Aws-Request-Id",
            event.id(),
            "Lambda-Runtime-Deadline-Ms",
            String.valueOf(event.deadlineMillis()),
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:123456789012:function:needledrop",
            "Lambda-Runtime-Trace-Id",
            "Root=1-5759e988-bd862e3fe1be46a994272793");
    headers.forEach(exchange.getResponseHeaders()::set);
    reply(exchange, 200, event.content());
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
