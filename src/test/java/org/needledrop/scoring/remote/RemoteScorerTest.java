package org.needledrop.scoring.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.failure.Backoff;
import org.needledrop.inference.ProtocolException;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.ScoringUnavailable;
import org.needledrop.scoring.SnippetScores;

/** Against a server that answers as NVIDIA Triton's documentation says Triton does. */
@Timeout(60)
class RemoteScorerTest {

  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));
  private static final Snippets TWO =
      new Snippets(new byte[2][128 * 39], new double[2], 3, 128, 39);
  private static final RemoteLimits LIMITS =
      new RemoteLimits(
          64,
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
          2,
          Duration.ofSeconds(60));

  private interface Answer {
    void to(HttpExchange request) throws IOException;
  }

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer triton;

  @BeforeEach
  void start() throws IOException {
    triton = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    triton.createContext(
        "/v2/models/genre-musicnn/versions/1/infer",
        request -> {
          asked.incrementAndGet();
          request.getRequestBody().readAllBytes();
          answers.remove().to(request);
        });
    triton.start();
  }

  @AfterEach
  void stop() {
    triton.stop(0);
  }

  @Test
  void readsTritonsAnswer() {
    answers.add(RemoteScorerTest::scores);

    SnippetScores answer = score(address());

    assertThat(answer.scores()).hasSize(2);
    assertThat(answer.scores().get(1)[9]).isEqualTo(19);
    assertThat(answer.embeddings().get(1)[383]).isEqualTo(767);
  }

  @Test
  void retriesIfTheWorkerIsBusyOrFails() {
    answers.add(request -> error(request, 503, "Retry-After", "1"));
    answers.add(request -> error(request, 500, "X-Nothing", ""));
    answers.add(RemoteScorerTest::scores);

    assertThat(score(address()).scores()).hasSize(2);
    assertThat(asked.get()).isEqualTo(3);
  }

  @Test
  void doesNotAskAgainWhatIsRefusedForGood() {
    answers.add(request -> error(request, 400, "X-Nothing", ""));

    assertThatThrownBy(() -> score(address()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("400: unexpected shape for input 'log_mel'");
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void goesToAnotherWorkerWhenOneIsGone() {
    answers.add(RemoteScorerTest::scores);

    assertThat(score(URI.create("http://localhost:1"), address()).scores()).hasSize(2);
  }

  @Test
  void givesUpAtTheDeadlineAndSaysWhy() {
    assertThatThrownBy(() -> score(URI.create("http://localhost:1")))
        .isInstanceOf(ScoringUnavailable.class)
        .hasMessageContaining("none of the workers [http://localhost:1] answered within 3 s")
        .hasMessageContaining("last error: cannot connect");
  }

  /** Otherwise a user would look at a still terminal for five minutes. */
  @Test
  void saysAtOnceAndOnceWhatItWaitsFor() {
    List<String> notices = new ArrayList<>();
    try (RemoteScorer scorer = scorer(LIMITS, URI.create("http://localhost:1"))) {
      scorer.onOutage(notices::add);

      assertThatThrownBy(() -> scorer.score(TWO)).isInstanceOf(ScoringUnavailable.class);
    }
    assertThat(notices)
        .containsExactly(
            "http://localhost:1 does not answer (cannot connect); waiting for a worker, up to 3 s a"
                + " track");
  }

  @ParameterizedTest
  @CsvSource({"429, true", "503, true", "500, false", "502, false", "504, false"})
  void distinguishesABusyWorkerFromABrokenOne(int status, boolean refused) {
    answers.add(request -> send(request, status, "{}".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> score(RemoteLimits.once(64), address()))
        .isInstanceOfSatisfying(
            ScoringUnavailable.class, e -> assertThat(e.isRefused()).isEqualTo(refused));
  }

  @ParameterizedTest
  @CsvSource({"401, answered 401", "404, answered 404", "503, answered 503"})
  void aWorkerThatCannotScoreWithTheModelIsAnOutage(int status, String problem) {
    ready(status);

    assertThat(outage(address())).hasValueSatisfying(text -> assertThat(text).contains(problem));
    assertThat(asked.get()).isZero();
  }

  @Test
  void oneWorkerThatIsReadyIsEnough() {
    ready(200);

    assertThat(outage(URI.create("http://localhost:1"))).isPresent();
    assertThat(outage(URI.create("http://localhost:1"), address())).isEmpty();
  }

  @Test
  void takesAWorkerThatHasJustScoredForReady() {
    ready(503);
    answers.add(RemoteScorerTest::scores);
    try (RemoteScorer scorer = scorer(LIMITS, address())) {
      scorer.score(TWO);

      assertThat(scorer.outage()).isEmpty();
    }
  }

  private void ready(int status) {
    triton.createContext(
        "/v2/models/genre-musicnn/versions/1/ready",
        request -> send(request, status, "{}".getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<String> outage(URI... workers) {
    try (RemoteScorer scorer = scorer(LIMITS, workers)) {
      return scorer.outage();
    }
  }

  @Test
  void refusesScoresOfAnotherModel() {
    answers.add(request -> answer(request, 3, 7));

    assertThatThrownBy(() -> score(address()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("expected FP32 [2, 10], not FP32 [3, 7]");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesScoresThatAreNoNumbers(float score) {
    answers.add(request -> answer(request, 2, 10, score));

    assertThatThrownBy(() -> score(address()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("output scores__0")
        .hasMessageContaining(String.valueOf(score));
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "", "1e3", "99999999999", "-1"})
  void refusesALengthThatIsNone(String length) {
    answers.add(
        request -> {
          request.getResponseHeaders().add("Inference-Header-Content-Length", length);
          send(request, 200, "{}".getBytes(StandardCharsets.UTF_8));
        });

    assertThatThrownBy(() -> score(address()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("Inference-Header-Content-Length");
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void repeatsNoMoreThanTheBeginningOfAComplaint() {
    String json = "{\"error\":\"out of memory%s\"}".formatted(" at".repeat(100_000));
    answers.add(request -> send(request, 503, json.getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> score(RemoteLimits.once(64), address()))
        .isInstanceOf(ScoringUnavailable.class)
        .hasMessageContaining("503: out of memory at at")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(600));
  }

  @Test
  void readsNoMoreThanTheLongestAnswerForItsSnippets() {
    answers.add(
        request -> {
          request.sendResponseHeaders(200, 0);
          for (int i = 0; i < 64; i++) {
            request.getResponseBody().write(new byte[1 << 20]);
          }
        });

    assertThatThrownBy(() -> score(address()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("/infer: the response exceeds");
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void retriesIfAResponseStopsInTheMiddle() {
    answers.add(
        request -> {
          request.sendResponseHeaders(200, 1_000);
          request.getResponseBody().write('{');
          request.getResponseBody().flush();
        });
    answers.add(RemoteScorerTest::scores);

    assertThat(score(address()).scores()).hasSize(2);
    assertThat(asked.get()).isEqualTo(2);
  }

  private SnippetScores score(URI... workers) {
    return score(LIMITS, workers);
  }

  private static SnippetScores score(RemoteLimits limits, URI... workers) {
    try (RemoteScorer scorer = scorer(limits, workers)) {
      return scorer.score(TWO);
    }
  }

  private static RemoteScorer scorer(RemoteLimits limits, URI... workers) {
    return new RemoteScorer(List.of(workers), MODEL, limits, Credentials.none());
  }

  private URI address() {
    return URI.create("http://localhost:" + triton.getAddress().getPort());
  }

  private static void scores(HttpExchange request) throws IOException {
    answer(request, 2, 10);
  }

  private static void answer(HttpExchange request, int count, int genres) throws IOException {
    answer(request, count, genres, 0);
  }

  /** Outputs count up, but for the first number of each. */
  private static void answer(HttpExchange request, int count, int genres, float first)
      throws IOException {
    String json =
        """
        {"model_name":"genre-musicnn","model_version":"1","outputs":[\
        {"name":"scores__0","datatype":"FP32","shape":[%d,%d],\
        "parameters":{"binary_data_size":%d}},\
        {"name":"embedding__1","datatype":"FP32","shape":[%d,384],\
        "parameters":{"binary_data_size":%d}}]}"""
            .formatted(count, genres, count * genres * 4, count, count * 384 * 4);
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body =
        ByteBuffer.allocate(header.length + count * (genres + 384) * 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    for (int columns : new int[] {genres, 384}) {
      for (int i = 0; i < count * columns; i++) {
        body.putFloat(i == 0 ? first : i);
      }
    }
    request.getResponseHeaders().add("Content-Type", "application/octet-stream");
    request
        .getResponseHeaders()
        .add("Inference-Header-Content-Length", String.valueOf(header.length));
    send(request, 200, body.array());
  }

  private static void error(HttpExchange request, int status, String header, String value)
      throws IOException {
    request.getResponseHeaders().add(header, value);
    String json = "{\"error\":\"unexpected shape for input 'log_mel'\"}";
    send(request, status, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange request, int status, byte[] body) throws IOException {
    request.sendResponseHeaders(status, body.length);
    request.getResponseBody().write(body);
    request.close();
  }
}
