package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.OutOfDeviceMemory;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.ScoringUnavailable;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

/** A worker over real HTTP; its network is a sum, so that every answer can be checked. */
@Timeout(120)
class WorkerTest {

  private static final Path MODEL = Path.of("models/genre-musicnn");
  private static final ModelManifest MANIFEST = ModelManifest.read(MODEL);
  private static final BatchLimits LIMITS =
      new BatchLimits(16, Duration.ofMillis(2), 256, 128, Duration.ofSeconds(20));
  private static final Access OPEN = new Access(Optional.empty(), Optional.empty(), 1 << 20);

  private static final Pattern RUNS =
      Pattern.compile("needledrop_run_seconds_count\\{model=\"genre-musicnn\"} [1-9]");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Worker worker;

  @AfterEach
  void close() {
    worker.close();
    http.close();
  }

  @Test
  void answersEveryOneOfManyRequestsWithItsOwnScoresOrRefusesIt() throws Exception {
    start(() -> new SumScorer(16, 3), LIMITS, OPEN);
    AtomicInteger refused = new AtomicInteger();
    List<Callable<Boolean>> requests = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Snippets snippets = random(i, 1 + i % 40);
      requests.add(() -> answeredOrRefused(snippets, refused));
    }

    try (ExecutorService senders = Executors.newFixedThreadPool(64)) {
      for (Future<Boolean> answer : senders.invokeAll(requests)) {
        assertThat(answer.get()).isTrue();
      }
    }
    assertThat(refused.get()).isPositive().isLessThan(2_000);
    assertThat(get("/metrics").body())
        .contains("needledrop_refusals_total{model=\"genre-musicnn\",reason=\"overloaded\"}")
        .contains("needledrop_queue_snippets{model=\"genre-musicnn\"} 0.0");
  }

  private boolean answeredOrRefused(Snippets snippets, AtomicInteger refused) throws Exception {
    try (RemoteScorer once =
        new RemoteScorer(List.of(address()), MANIFEST, RemoteLimits.once(128), Optional.empty())) {
      assertSums(snippets, once.score(snippets));
    } catch (ScoringUnavailable e) {
      assertThat(e).hasMessageContaining("429");
      refused.incrementAndGet();
    }
    return true;
  }

  @Test
  void theClientComesBackUntilItsSnippetsAreScored() throws Exception {
    start(() -> new SumScorer(16, 3), LIMITS, OPEN);
    List<Callable<Boolean>> tracks = new ArrayList<>();
    try (RemoteScorer client = client()) {
      for (int i = 0; i < 100; i++) {
        Snippets snippets = random(i, 80);
        tracks.add(
            () -> {
              assertSums(snippets, client.score(snippets));
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
    start(() -> new SumScorer(5, 0), LIMITS, OPEN);

    try (RemoteScorer client = client()) {
      Snippets snippets = random(1, 100);
      assertSums(snippets, client.score(snippets));
    }
  }

  @Test
  void replacesARunnerThatCrashedAndTheClientNeverNotices() throws Exception {
    AtomicInteger made = new AtomicInteger();
    start(() -> made.incrementAndGet() == 1 ? new Crashing() : new SumScorer(16, 0), LIMITS, OPEN);

    try (RemoteScorer client = client()) {
      Snippets snippets = random(1, 100);
      assertSums(snippets, client.score(snippets));
    }
    assertThat(made.get()).isEqualTo(2);
  }

  @Test
  void answersWhatItHasTakenBeforeItStops() throws Exception {
    start(() -> new SumScorer(16, 20), LIMITS, OPEN);
    Snippets snippets = random(1, 120);

    try (ExecutorService sender = Executors.newSingleThreadExecutor();
        RemoteScorer client =
            new RemoteScorer(
                List.of(address()), MANIFEST, RemoteLimits.once(128), Optional.empty())) {
      Future<SnippetScores> answer = sender.submit(() -> client.score(snippets));
      while (!RUNS.matcher(get("/metrics").body()).find()) {
        Thread.sleep(5);
      }
      worker.close();
      assertSums(snippets, answer.get());
    }
  }

  @Test
  void isReadyOnlyWhenTheModelIsWarm() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    worker =
        Worker.start(
            MODEL,
            (folder, model) ->
                List.of(
                    () -> {
                      await(loading);
                      return new SumScorer(16, 0);
                    }),
            LIMITS,
            OPEN,
            0);

    assertThat(get("/v2/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/v2/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/v2/models/genre-musicnn/ready").statusCode()).isEqualTo(503);
    loading.countDown();
    awaitReady();
    assertThat(get("/v2/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/v2/models/genre-musicnn").body())
        .contains("\"name\":\"scores__0\",\"datatype\":\"FP32\",\"shape\":[-1,10]");
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    start(() -> new SumScorer(16, 0), LIMITS, OPEN);

    assertThat(post("{}").body()).contains("reads one input, log_mel");
    assertThat(post("no json").statusCode()).isEqualTo(400);
    assertThat(post("x".repeat(1 << 21)).statusCode()).isEqualTo(413);
    assertThat(get("/v2/models/none").statusCode()).isEqualTo(404);
    assertThat(get("/v2/models/genre-musicnn/versions/9").statusCode()).isEqualTo(404);
    assertThat(get("/nowhere").body()).contains("there is no /nowhere");
  }

  @Test
  void admitsOnlyWhoBearsTheToken() throws Exception {
    Access guarded = new Access(Optional.of("secret"), Optional.empty(), 1 << 20);
    start(() -> new SumScorer(16, 0), LIMITS, guarded);

    assertThat(get("/v2/health/ready").statusCode()).isEqualTo(200);
    assertThat(post("{}").statusCode()).isEqualTo(401);
    try (RemoteScorer client =
        new RemoteScorer(
            List.of(address()), MANIFEST, RemoteLimits.defaults(), Optional.of("secret"))) {
      assertSums(random(1, 3), client.score(random(1, 3)));
    }
  }

  private void start(Supplier<Scorer> scorer, BatchLimits limits, Access access)
      throws InterruptedException {
    worker = Worker.start(MODEL, (folder, model) -> List.of(scorer), limits, access, 0);
    awaitReady();
  }

  private void awaitReady() throws InterruptedException {
    for (int i = 0; i < 1_000 && !worker.isReady(); i++) {
      Thread.sleep(5);
    }
    assertThat(worker.isReady()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private RemoteScorer client() {
    return new RemoteScorer(
        List.of(address()), MANIFEST, RemoteLimits.defaults(), Optional.empty());
  }

  private URI address() {
    return URI.create("http://localhost:" + worker.port());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address().resolve("/v2/models/genre-musicnn/infer"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Snippets random(int seed, int count) {
    byte[][] logMels = new byte[count][128 * 39];
    Random random = new Random(seed);
    for (byte[] logMel : logMels) {
      random.nextBytes(logMel);
    }
    return new Snippets(logMels, new double[count], 3, 128, 39);
  }

  private static void assertSums(Snippets snippets, SnippetScores answer) {
    assertThat(answer.scores()).hasSize(snippets.count());
    for (int i = 0; i < snippets.count(); i++) {
      assertThat(answer.scores().get(i)[3]).isEqualTo(sum(snippets.logMels()[i]));
      assertThat(answer.embeddings().get(i)).hasSize(384);
    }
  }

  private static float sum(byte[] logMel) {
    float sum = 0;
    for (byte level : logMel) {
      sum += Byte.toUnsignedInt(level);
    }
    return sum;
  }

  /** Takes so long for a batch, and no more snippets than its memory holds. */
  private record SumScorer(int holds, int millis) implements Scorer {

    @Override
    public SnippetScores score(Snippets snippets) {
      if (snippets.count() > holds && snippets.logMels()[0][0] != 0) {
        throw new OutOfDeviceMemory(new IllegalStateException("CUDA out of memory"));
      }
      pause();
      List<float[]> scores = new ArrayList<>();
      for (byte[] logMel : snippets.logMels()) {
        float[] row = new float[10];
        row[3] = sum(logMel);
        scores.add(row);
      }
      return new SnippetScores(scores, Collections.nCopies(scores.size(), new float[384]));
    }

    private void pause() {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {}
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
