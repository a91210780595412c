package org.needledrop.worker;

import java.time.Duration;

/** A rejected request; {@code retryAfter} is the earliest time for a retry. */
final class Refusal extends RuntimeException {

  /** Reason and HTTP status. */
  enum Reason {
    /** Overloaded: retry later or elsewhere. */
    OVERLOADED(429),
    /** The worker or model is starting or stopping: retry elsewhere. */
    UNAVAILABLE(503),
    /** Timed out; a retry may succeed. */
    TIMED_OUT(504),
    /** Too large for the queue: send smaller requests. */
    TOO_LARGE(413);

    private final int httpStatus;

    Reason(int httpStatus) {
      this.httpStatus = httpStatus;
    }

    int httpStatus() {
      return httpStatus;
    }
  }

  private final Reason reason;
  private final Duration retryAfter;

  Refusal(Reason reason, Duration retryAfter, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  Reason reason() {
    return reason;
  }

  /** Returns the delay before a retry; zero if retrying is pointless. */
  Duration retryAfter() {
    return retryAfter;
  }
}
