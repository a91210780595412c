package org.needledrop.function;

import org.needledrop.bucket.Result;

/** Result of handling one event. */
sealed interface Outcome {

  /** Handled; with a description. */
  record Done(String words) implements Outcome {}

  /**
   * To be redelivered.
   *
   * @param outage whether a worker or the store is unavailable, so that other events fail as well
   */
  record Retry(boolean outage, String reason) implements Outcome {
    Retry(String reason) {
      this(false, reason);
    }
  }

  /** A permanent failure. */
  record Rejected(String reason) implements Outcome {}

  static Outcome of(Result result) {
    return switch (result) {
      case Result.Tagged tagged -> new Done(tagged.outcome().status().toString());
      case Result.Skipped skipped -> new Done(skipped.why().toString());
      case Result.InArchive archived -> new Done(archived.message());
      case Result.Postponed postponed -> new Retry(postponed.outage(), postponed.message());
      case Result.Failed failed -> new Rejected(failed.message());
    };
  }
}
