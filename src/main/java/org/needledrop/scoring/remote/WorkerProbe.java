package org.needledrop.scoring.remote;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.needledrop.scoring.ModelManifest;

/**
 * Checks the readiness of a worker's model (Open Inference Protocol, "Model Ready"). A worker
 * without the model, or one that rejects the token, is not ready either.
 */
final class WorkerProbe {

  /** Time limit; a probe takes no work. */
  private static final Duration TIME = Duration.ofSeconds(3);

  private final HttpClient http;
  private final ModelManifest model;
  private final Credentials credentials;

  WorkerProbe(HttpClient http, ModelManifest model, Credentials credentials) {
    this.http = http;
    this.model = model;
    this.credentials = credentials;
  }

  /** Returns why a worker is not ready; empty if it is. */
  Optional<String> problem(WorkerAddress worker) {
    HttpRequest.Builder request = HttpRequest.newBuilder(worker.ready(model)).timeout(TIME);
    credentials.authorize(request);
    try {
      int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      return status == 200
          ? Optional.empty()
          : Optional.of("%s answered %d for %s".formatted(worker, status, model.name()));
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Optional.of("cannot reach %s (%s)".formatted(worker, reason));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted while checking " + worker);
    }
  }
}
