package org.needledrop.cli.command;

import java.util.concurrent.atomic.AtomicBoolean;
import org.needledrop.bucket.Result;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.failure.WorkerUnavailable;
import org.needledrop.tagging.TrackReport;

/**
 * Ends a run when the wait for a worker has failed once: every further track would wait as long.
 */
final class WorkerWait {

  private final TagOutput output;
  private final AtomicBoolean failed = new AtomicBoolean();

  WorkerWait(TagOutput output) {
    this.output = output;
  }

  boolean mayGoOn() {
    return !failed.get();
  }

  void note(TrackReport report) {
    if (report.failure().orElse(null) instanceof WorkerUnavailable) {
      giveUp("no worker answered");
    }
  }

  void note(Result result) {
    if (result instanceof Result.Postponed(_, boolean outage, _) && outage) {
      giveUp("the store or the workers are not available");
    }
  }

  private void giveUp(String reason) {
    if (failed.compareAndSet(false, true)) {
      output.warn("giving up: " + reason + "; run the command again to resume");
    }
  }
}
