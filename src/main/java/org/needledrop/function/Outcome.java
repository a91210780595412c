package org.needledrop.function;

import org.needledrop.bucket.Result;

/** What became of one thing that a store told of. */
sealed interface Outcome {

  /** Worked off; in words. */
  record Done(String words) implements Outcome {}

  /**
   * To be told again.
   *
   * @param outage whether a worker or the store is away: nothing else would succeed now either
   */
  record Later(boolean outage, String reason) implements Outcome {
    Later(String reason) {
      this(false, reason);
    }
  }

  /** It will not go away by itself. */
  record Never(String reason) implements Outcome {}

  static Outcome of(Result result) {
    return switch (result) {
      case Result.Tagged tagged -> new Done(tagged.report().status().toString());
      case Result.Skipped skipped -> new Done(skipped.why().toString());
      case Result.InArchive archived -> new Done(archived.message());
      case Result.Postponed postponed -> new Later(postponed.outage(), postponed.message());
      case Result.Failed failed -> new Never(failed.message());
    };
  }
}
