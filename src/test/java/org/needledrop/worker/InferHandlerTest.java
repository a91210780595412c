package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client hangs up while its body waits for the only thread that reads JSON. */
@Timeout(60)
class InferHandlerTest {

  /** One snippet, in 10 KB of JSON: it takes 80 of the 100 KB that bodies have here. */
  private static final String BODY =
      """
      {"inputs": [{"name": "log_mel", "datatype": "UINT8", "shape": [1, 128, 39], "data": [%s1]}]}\
      """
          .formatted("1,".repeat(128 * 39 - 1));

  private static final BatchLimits LIMITS =
      new BatchLimits(8, Duration.ofMillis(2), 64, 64, Duration.ofSeconds(20));

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final CountDownLatch othersRead = new CountDownLatch(1);
  private final ServedModel served =
      ServedModel.start(
          TestWorker.MANIFEST,
          LIMITS,
          new ModelMetrics(metrics, TestWorker.MANIFEST),
          List.of(() -> new SumScorer(8, 0)));
  private final InferHandler infer =
      new InferHandler(vertx, new ServedModels(List.of(served)), LIMITS);
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Router router = Router.router(vertx);
    router.post("/:model").handler(new BodyAdmission(100_000, 100_000, LIMITS.timeout()));
    router.post("/:model").handler(BodyHandler.create(false));
    router.post("/:model").handler(infer);
    server = vertx.createHttpServer().requestHandler(router);
    server.listen(0).toCompletionStage().toCompletableFuture().join();
    await(served::isReady);
  }

  @AfterEach
  void close() {
    othersRead.countDown();
    served.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aBodyTakesItsRoomUntilItIsReadThoughItsSenderIsGone() throws Exception {
    hangUpBeforeTheBodyIsRead();

    assertThat(post()).contains("429");
    othersRead.countDown();
    await(() -> post().contains("200"));
  }

  @Test
  void abandonedRequestsAreNotScored() throws Exception {
    hangUpBeforeTheBodyIsRead();
    othersRead.countDown();

    await(() -> post().contains("200"));
    assertThat(metrics.get("needledrop.snippets").counter().count()).isOne();
  }

  private void hangUpBeforeTheBodyIsRead() throws Exception {
    vertx.executeBlocking(
        () -> {
          othersRead.await();
          return true;
        },
        false);
    Socket sender = send();
    await(() -> infer.unanswered() == 1);
    sender.close();
    await(() -> infer.unanswered() == 0);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(5);
    }
  }

  private Socket send() throws IOException {
    Socket socket = new Socket("localhost", server.actualPort());
    socket.setSoTimeout(5_000);
    String head =
        "POST /genre-musicnn HTTP/1.1\r\nHost: w\r\nContent-Length: %d\r\n\r\n"
            .formatted(BODY.length());
    socket.getOutputStream().write((head + BODY).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private String post() throws IOException {
    try (Socket socket = send()) {
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
