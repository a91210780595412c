package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.scoring.remote.Credentials;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

/** A worker over real HTTP; its network is a sum, so that every answer can be checked. */
@Timeout(120)
class WorkerTest {

  private static final BatchLimits LIMITS =
      new BatchLimits(16, Duration.ofMillis(2), 256, 128, Duration.ofSeconds(20));

  private static final Pattern RUNS =
      Pattern.compile(
          "needledrop_run_seconds_count\\{model=\"genre-musicnn\",version=\"1\"} [1-9]");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private TestWorker worker;

  @AfterEach
  void close() {
    worker.close();
    http.close();
  }

  @Test
  void theClientComesBackUntilItsSnippetsAreScored() throws Exception {
    start(() -> new SumScorer(16, 3), LIMITS, TestWorker.OPEN);
    List<Callable<Boolean>> tracks = new ArrayList<>();
    try (RemoteScorer client = worker.client()) {
      for (int i = 0; i < 100; i++) {
        Snippets snippets = SumScorer.random(i, 80);
        tracks.add(
            () -> {
              SumScorer.assertSums(snippets, client.score(snippets));
              return true;
            });
      }
      try (ExecutorService senders = Executors.newFixedThreadPool(16)) {
        for (Future<Boolean> track : senders.invokeAll(tracks)) {
          assertThat(track.get()).isTrue();
        }
      }
    }
  }

  @Test
  void halvesBatchesThatDoNotFitIntoTheDevicesMemory() throws Exception {
    start(() -> new SumScorer(5, 0), LIMITS, TestWorker.OPEN);

    try (RemoteScorer client = worker.client()) {
      Snippets snippets = SumScorer.random(1, 100);
      SumScorer.assertSums(snippets, client.score(snippets));
    }
  }

  @Test
  void replacesARunnerThatCrashedAndTheClientNeverNotices() throws Exception {
    AtomicInteger made = new AtomicInteger();
    start(
        () -> made.incrementAndGet() == 1 ? new Crashing() : new SumScorer(16, 0),
        LIMITS,
        TestWorker.OPEN);

    try (RemoteScorer client = worker.client()) {
      Snippets snippets = SumScorer.random(1, 100);
      SumScorer.assertSums(snippets, client.score(snippets));
    }
    assertThat(made.get()).isEqualTo(2);
  }

  @Test
  void answersWhatItHasTakenBeforeItStops() throws Exception {
    start(() -> new SumScorer(16, 20), LIMITS, TestWorker.OPEN);
    Snippets snippets = SumScorer.random(1, 120);

    try (ExecutorService sender = Executors.newSingleThreadExecutor();
        RemoteScorer client = worker.client(RemoteLimits.once(128), Credentials.none())) {
      Future<SnippetScores> answer = sender.submit(() -> client.score(snippets));
      while (!RUNS.matcher(get("/metrics").body()).find()) {
        Thread.sleep(5);
      }
      worker.close();
      SumScorer.assertSums(snippets, answer.get());
    }
  }

  @Test
  void oneUnfinishedRequestDoesNotKeepOutAllOthersForEver() throws Exception {
    BatchLimits impatient =
        new BatchLimits(16, Duration.ofMillis(2), 256, 128, Duration.ofSeconds(1));
    Access large = new Access(Optional.empty(), Optional.empty(), Runtime.getRuntime().maxMemory());
    start(() -> new SumScorer(16, 0), impatient, large);
    String unfinishedChunks =
        "POST %s HTTP/1.1\r\nHost: w\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
            .formatted("/v2/models/genre-musicnn/infer");

    try (Socket unfinished = new Socket("localhost", worker.address().getPort());
        RemoteScorer client = worker.client()) {
      unfinished.setSoTimeout(20_000);
      unfinished.getOutputStream().write(unfinishedChunks.getBytes(StandardCharsets.US_ASCII));
      SumScorer.assertSums(SumScorer.random(1, 3), client.score(SumScorer.random(1, 3)));
      assertThat(unfinished.getInputStream().readAllBytes())
          .asString(StandardCharsets.US_ASCII)
          .contains("504");
    }
  }

  @Test
  void closesASilentConnectionButNoneThatWaitsForItsAnswer() {
    start(() -> new SumScorer(16, 0), LIMITS, TestWorker.OPEN);

    assertThat(Duration.ofSeconds(Worker.options(TestWorker.OPEN, LIMITS).getIdleTimeout()))
        .isBetween(LIMITS.timeout().plusMinutes(1), LIMITS.timeout().plusMinutes(10));
  }

  @Test
  void isReadyOnlyWhenTheModelIsWarm() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    worker =
        TestWorker.starting(
            () -> {
              await(loading);
              return new SumScorer(16, 0);
            },
            LIMITS,
            TestWorker.OPEN);

    assertThat(get("/v2/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/v2/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/v2/models/genre-musicnn/ready").statusCode()).isEqualTo(503);
    loading.countDown();
    worker.awaitReady();
    assertThat(get("/v2/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/v2/models/genre-musicnn").body())
        .contains("\"name\":\"scores__0\",\"datatype\":\"FP32\",\"shape\":[-1,10]");
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    start(() -> new SumScorer(16, 0), LIMITS, TestWorker.OPEN);

    assertThat(post("{}").body()).contains("expects one input, log_mel");
    assertThat(post("no json").statusCode()).isEqualTo(400);
    assertThat(post("x".repeat(1 << 21)).statusCode()).isEqualTo(413);
    assertThat(get("/v2/models/none").statusCode()).isEqualTo(404);
    assertThat(get("/v2/models/genre-musicnn/versions/9").statusCode()).isEqualTo(404);
    assertThat(get("/nowhere").body()).contains("no such path: /nowhere");
  }

  @Test
  void saysInItsMetricsWhatItReallyScoresOn() throws Exception {
    SumScorer sums = new SumScorer(16, 0);
    Scorer onGpu =
        new Scorer() {
          @Override
          public String device() {
            return "cuda";
          }

          @Override
          public SnippetScores score(Snippets snippets) {
            return sums.score(snippets);
          }

          @Override
          public void close() {}
        };
    start(() -> onGpu, LIMITS, TestWorker.OPEN);

    assertThat(get("/metrics").body())
        .contains("needledrop_runners{device=\"cuda\",model=\"genre-musicnn\",version=\"1\"} 1");
  }

  @Test
  void admitsOnlyWhoBearsTheToken() throws Exception {
    Access guarded = new Access(Optional.of("secret"), Optional.empty(), 1 << 20);
    start(() -> new SumScorer(16, 0), LIMITS, guarded);

    assertThat(get("/v2/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").statusCode()).isEqualTo(401);
    assertThat(getWith("secret", "/metrics").body()).contains("needledrop_runners");
    assertThat(get("/v2").statusCode()).isEqualTo(401);
    assertThat(post("{}").statusCode()).isEqualTo(401);
    assertThatThrownBy(() -> scoreWith("guess")).hasMessageContaining("401");
    for (int i = 0; i < 25; i++) {
      assertThatThrownBy(() -> scoreWith("guess")).isInstanceOf(RuntimeException.class);
    }
    assertThatThrownBy(() -> scoreWith("guess")).hasMessageContaining("too many wrong tokens");
    try (RemoteScorer client =
        worker.client(
            RemoteLimits.defaults(), new Credentials(Optional.of("secret"), Optional.empty()))) {
      SumScorer.assertSums(SumScorer.random(1, 3), client.score(SumScorer.random(1, 3)));
    }
  }

  private void scoreWith(String token) {
    try (RemoteScorer client =
        worker.client(
            RemoteLimits.once(64), new Credentials(Optional.of(token), Optional.empty()))) {
      client.score(SumScorer.random(1, 3));
    }
  }

  private void start(Supplier<Scorer> scorer, BatchLimits limits, Access access) {
    worker = TestWorker.start(scorer, limits, access);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(worker.address().resolve(path))
            .timeout(Duration.ofSeconds(10))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> getWith(String token, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(worker.address().resolve(path))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(worker.address().resolve("/v2/models/genre-musicnn/infer"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Is warm, and then fails. */
  private static final class Crashing implements Scorer {

    private boolean warm;

    @Override
    public SnippetScores score(Snippets snippets) {
      if (warm) {
        throw new IllegalStateException("the device was lost");
      }
      warm = true;
      return new SumScorer(16, 0).score(snippets);
    }

    @Override
    public void close() {}
  }
}
