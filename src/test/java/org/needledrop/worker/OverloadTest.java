package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ScoringUnavailable;
import org.needledrop.scoring.remote.Credentials;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

/** Ten thousand requests of all kinds come four times as fast as they can be scored. */
@Timeout(180)
class OverloadTest {

  private static final int REQUESTS = 10_000;

  /** On their way at a time: more would test the client's memory. */
  private static final int CLIENTS = 256;

  private static final int BATCH = 16;
  private static final int BATCH_MILLIS = 8;

  /** Snippets of a request, 1 to 40: on average. */
  private static final double MEAN_SNIPPETS = 20.5;

  private static final double REQUESTS_PER_SECOND =
      4 * (BATCH * 1000.0 / BATCH_MILLIS) / MEAN_SNIPPETS;

  private enum Outcome {
    ANSWERED,
    OVERLOADED,
    REFUSED_FOR_GOOD,
    HUNG_UP
  }

  @Test
  void answersOrRefusesEveryOneAndNoneWrongly() throws Exception {
    BatchLimits limits =
        new BatchLimits(BATCH, Duration.ofMillis(2), 512, 128, Duration.ofSeconds(20));
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    try (TestWorker worker =
            TestWorker.start(() -> new SumScorer(BATCH, BATCH_MILLIS), limits, TestWorker.OPEN);
        RemoteScorer client = worker.client(RemoteLimits.once(128), Credentials.none());
        HttpClient http = HttpClient.newHttpClient();
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Semaphore clients = new Semaphore(CLIENTS);
      List<Future<Outcome>> requests = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < REQUESTS; i++) {
        int number = i;
        sleepUntil(start + (long) (i * 1e9 / REQUESTS_PER_SECOND));
        clients.acquire();
        requests.add(
            senders.submit(
                () -> {
                  try {
                    return send(number, worker.address(), client, http);
                  } finally {
                    clients.release();
                  }
                }));
      }
      for (Future<Outcome> request : requests) {
        outcomes.merge(request.get(), 1, Integer::sum);
      }
      assertNothingWaits(worker.address(), http);
    }
    assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
    assertThat(outcomes.get(Outcome.REFUSED_FOR_GOOD)).isEqualTo(REQUESTS / 50);
    assertThat(outcomes.get(Outcome.HUNG_UP)).isEqualTo(REQUESTS / 50);
    assertThat(outcomes.get(Outcome.ANSWERED)).isGreaterThan(REQUESTS / 10);
    assertThat(outcomes.get(Outcome.OVERLOADED)).isGreaterThan(REQUESTS / 10);
  }

  private static Outcome send(int number, URI worker, RemoteScorer client, HttpClient http)
      throws IOException, InterruptedException {
    return switch (number % 50) {
      case 7 -> sendNonsense(worker, http);
      case 23 -> hangUp(worker);
      default -> ask(SumScorer.random(number, 1 + number % 40), client);
    };
  }

  private static Outcome ask(Snippets snippets, RemoteScorer client) {
    try {
      SumScorer.assertSums(snippets, client.score(snippets));
      return Outcome.ANSWERED;
    } catch (ScoringUnavailable e) {
      assertThat(e).hasMessageContaining("429");
      return Outcome.OVERLOADED;
    }
  }

  private static Outcome sendNonsense(URI worker, HttpClient http)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(worker.resolve("/v2/models/genre-musicnn/infer"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\": 7}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    return Outcome.REFUSED_FOR_GOOD;
  }

  /** In the middle of its request. */
  private static Outcome hangUp(URI worker) throws IOException {
    String head =
        "POST /v2/models/genre-musicnn/infer HTTP/1.1\r\nHost: w\r\nContent-Length: 9999\r\n\r\n{";
    try (Socket socket = new Socket(worker.getHost(), worker.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }
    return Outcome.HUNG_UP;
  }

  private static void assertNothingWaits(URI worker, HttpClient http)
      throws IOException, InterruptedException {
    String metrics =
        http.send(
                HttpRequest.newBuilder(worker.resolve("/metrics")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(metrics)
        .contains("needledrop_queue_snippets{model=\"genre-musicnn\",version=\"1\"} 0.0")
        .contains("reason=\"overloaded\"");
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
  }
}
