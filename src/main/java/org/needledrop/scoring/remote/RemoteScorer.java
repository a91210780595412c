package org.needledrop.scoring.remote;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.needledrop.inference.InferRequest;
import org.needledrop.inference.Message;
import org.needledrop.inference.ProtocolException;
import org.needledrop.inference.TensorReader;
import org.needledrop.inference.TensorWriter;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.ScoringUnavailable;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.tracing.Tracing;

/**
 * Scores on workers over the Open Inference Protocol: Needledrop's own, NVIDIA Triton or KServe.
 * Retries only temporary failures: unreachable, overloaded or restarting workers, and timeouts.
 * Scoring is idempotent, so retries are safe.
 */
public final class RemoteScorer implements Scorer {

  /** A worker that has answered within this time needs no probe. */
  private static final Duration PROBE_AGAIN = Duration.ofSeconds(10);

  private final List<WorkerAddress> workers;
  private final ModelManifest model;
  private final RemoteLimits limits;
  private final Credentials credentials;
  private final HttpClient http;
  private final WorkerProbe probe;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile Consumer<String> outages = _ -> {};
  private volatile long answeredNanos = System.nanoTime() - PROBE_AGAIN.toNanos();

  /**
   * @param workers at least one
   * @param credentials credentials for all workers
   */
  public RemoteScorer(
      List<URI> workers, ModelManifest model, RemoteLimits limits, Credentials credentials) {
    if (workers.isEmpty()) {
      throw new IllegalArgumentException("at least one worker is required");
    }
    this.workers = workers.stream().map(one -> new WorkerAddress(one, limits)).toList();
    this.model = model;
    this.limits = limits;
    this.credentials = credentials;
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10));
    credentials.tls().ifPresent(client::sslContext);
    this.http = client.build();
    this.probe = new WorkerProbe(http, model, credentials);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ScoringUnavailable if no worker answers before the deadline
   * @throws ProtocolException if a worker rejects the request permanently, or its response is
   *     invalid
   */
  @Override
  public SnippetScores score(Snippets snippets) {
    long deadline = System.nanoTime() + limits.deadline().toNanos();
    List<float[]> scores = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    for (Snippets chunk : snippets.batches(limits.chunk())) {
      SnippetScores answer = ask(chunk, deadline);
      scores.addAll(answer.scores());
      embeddings.addAll(answer.embeddings());
    }
    return new SnippetScores(scores, embeddings);
  }

  private SnippetScores ask(Snippets chunk, long deadlineNanos) {
    Message message = TensorWriter.message(InferRequest.binary(SnippetTensors.logMel(chunk)));
    IOException last = null;
    for (int attempt = 1; ; attempt++) {
      Duration pause = limits.backoff().pause(attempt);
      Optional<WorkerAddress> worker = next();
      if (worker.isPresent()) {
        try {
          return ask(worker.get(), message, chunk.count());
        } catch (WorkerBusy e) {
          last = e;
          pause = e.after().orElse(pause);
        } catch (IOException e) {
          last = e;
          worker.get().failed(System.nanoTime());
          waitFor(worker.get(), e);
        }
      }
      sleep(pause, deadlineNanos, last);
    }
  }

  @Override
  public Optional<String> outage() {
    if (System.nanoTime() - answeredNanos < PROBE_AGAIN.toNanos()) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    for (WorkerAddress worker : workers) {
      Optional<String> problem = probe.problem(worker);
      if (problem.isEmpty()) {
        answeredNanos = System.nanoTime();
        return Optional.empty();
      }
      problems.add(problem.get());
    }
    return Optional.of("no worker is ready: " + String.join("; ", problems));
  }

  @Override
  public void onOutage(Consumer<String> listener) {
    outages = listener;
  }

  private void waitFor(WorkerAddress worker, IOException e) {
    if (!limits.deadline().isZero() && waiting.compareAndSet(false, true)) {
      outages.accept(
          "%s does not answer (%s); waiting for a worker, up to %d s a track"
              .formatted(worker, reason(e), limits.deadline().toSeconds()));
    }
  }

  private static String reason(IOException e) {
    return e instanceof ConnectException ? "cannot connect" : e.getMessage();
  }

  private Optional<WorkerAddress> next() {
    long now = System.nanoTime();
    for (int i = 0; i < workers.size(); i++) {
      WorkerAddress one = workers.get(Math.floorMod(turn.getAndIncrement(), workers.size()));
      if (!one.rests(now)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private SnippetScores ask(WorkerAddress worker, Message message, int count) throws IOException {
    SpanBuilder span =
        Tracing.tracer()
            .spanBuilder("POST /v2/models/{model}/infer")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("server.address", worker.toString())
            .setAttribute("needledrop.snippets", count);
    return Tracing.in(span, () -> send(worker, message, count));
  }

  private SnippetScores send(WorkerAddress worker, Message message, int count) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(worker.infer(model))
            .header("Content-Type", message.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
    message
        .jsonLength()
        .ifPresent(length -> request.header(Message.JSON_LENGTH_HEADER, String.valueOf(length)));
    credentials.authorize(request);
    Tracing.inject(request, HttpRequest.Builder::header);
    HttpResponse<byte[]> answer = send(request.build(), SnippetTensors.longestAnswer(count, model));
    Span.current().setAttribute("http.response.status_code", answer.statusCode());
    switch (answer.statusCode()) {
      case 200 -> {
        worker.succeeded();
        waiting.set(false);
        answeredNanos = System.nanoTime();
      }
      case 429, 503 -> throw WorkerBusy.when(worker, answer);
      case 500, 502, 504 -> throw new IOException(WorkerErrors.describe(worker, answer));
      default -> throw new ProtocolException(WorkerErrors.describe(worker, answer));
    }
    return SnippetTensors.scores(TensorReader.response(message(answer)), count, model);
  }

  /** Limits the time including the body; the request's own timeout ends with the headers. */
  private HttpResponse<byte[]> send(HttpRequest request, int longest) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, _ -> new LimitedBody(longest));
    try {
      return answer.get(limits.attempt().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          "no complete response within %d ms".formatted(limits.attempt().toMillis()));
    } catch (ExecutionException e) {
      throw failure(request, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScoringUnavailable("interrupted while waiting for " + request.uri(), e);
    } finally {
      answer.cancel(true);
    }
  }

  private static IOException failure(HttpRequest request, Throwable cause) {
    return switch (cause) {
      case SSLHandshakeException e ->
          throw new ProtocolException("TLS failed for " + request.uri() + ": " + e.getMessage());
      case LimitedBody.TooLong e ->
          throw new ProtocolException("%s: %s".formatted(request.uri(), e.getMessage()));
      case IOException e -> e;
      default -> new IOException(cause);
    };
  }

  private static Message message(HttpResponse<byte[]> answer) {
    return Message.of(answer.body(), answer.headers().firstValue(Message.JSON_LENGTH_HEADER));
  }

  private void sleep(Duration pause, long deadlineNanos, IOException last) {
    if (deadlineNanos - System.nanoTime() < pause.toNanos()) {
      throw new ScoringUnavailable(
          "none of the workers %s answered within %d s%s"
              .formatted(
                  workers,
                  limits.deadline().toSeconds(),
                  last == null ? "" : "; last error: " + reason(last)),
          last,
          last instanceof WorkerBusy);
    }
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScoringUnavailable("interrupted while waiting for a worker", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
