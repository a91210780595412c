package org.needledrop.scoring.remote;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A worker is well but has no time, or comes or goes. */
final class TryAgain extends IOException {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Optional<Duration> after;

  private TryAgain(String message, Optional<Duration> after) {
    super(message);
    this.after = after;
  }

  static TryAgain when(WorkerAddress worker, HttpResponse<byte[]> answer) {
    return new TryAgain(
        WorkerErrors.describe(worker, answer),
        answer.headers().firstValue("Retry-After").flatMap(TryAgain::seconds));
  }

  /** A date, which HTTP allows too, counts as nothing said. */
  private static Optional<Duration> seconds(String text) {
    return text.matches("\\d{1,6}")
        ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST.toSeconds())))
        : Optional.empty();
  }

  /** What the worker asked for. */
  Optional<Duration> after() {
    return after;
  }
}
