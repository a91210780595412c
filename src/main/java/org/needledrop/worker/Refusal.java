package org.needledrop.worker;

import java.time.Duration;

/** A request was not worked on, and why; {@code retryAfter} says when it may be sent again. */
public final class Refusal extends RuntimeException {

  /** What the sender can do about it. */
  public enum Reason {
    /** Send it again later, here or elsewhere. */
    OVERLOADED(429),
    /** The worker or the model goes or comes: send it elsewhere, or again. */
    UNAVAILABLE(503),
    /** It took too long; the work may be asked for again. */
    TIMED_OUT(504),
    /** It never fits: send less at a time. */
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

  /** Zero where sending it again brings nothing. */
  Duration retryAfter() {
    return retryAfter;
  }
}
