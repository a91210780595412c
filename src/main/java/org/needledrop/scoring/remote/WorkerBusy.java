package org.needledrop.scoring.remote;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A worker is healthy but busy, starting or stopping; retry. */
final class WorkerBusy extends IOException {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Optional<Duration> after;

  private WorkerBusy(String message, Optional<Duration> after) {
    super(message);
    this.after = after;
  }

  static WorkerBusy when(WorkerAddress worker, HttpResponse<byte[]> answer) {
    return new WorkerBusy(
        WorkerErrors.describe(worker, answer),
        answer.headers().firstValue("Retry-After").flatMap(WorkerBusy::seconds));
  }

  /** Parses Retry-After in seconds; ignores dates. */
  private static Optional<Duration> seconds(String text) {
    return text.matches("\\d{1,6}")
        ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST.toSeconds())))
        : Optional.empty();
  }

  /** Returns the delay that the worker asked for. */
  Optional<Duration> after() {
    return after;
  }
}
