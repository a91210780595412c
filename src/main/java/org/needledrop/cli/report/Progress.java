package org.needledrop.cli.report;

import java.util.OptionalInt;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress of a long run: rate and time left. */
interface Progress extends AutoCloseable {

  void step();

  /** Runs a print action with the bar hidden. */
  void aside(Runnable print);

  @Override
  void close();

  static Progress none() {
    return new Progress() {
      @Override
      public void step() {}

      @Override
      public void aside(Runnable print) {
        print.run();
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Returns a progress bar on standard error.
   *
   * @param tracks total number of tracks, if known
   */
  static Progress bar(OptionalInt tracks) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setInitialMax(tracks.orElse(-1)) // -1: a bar without an end
            .setTaskName("tagging")
            .setUnit(" tracks", 1)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .showSpeed()
            .clearDisplayOnFinish()
            .build();
    return new Progress() {
      @Override
      public void step() {
        bar.step();
      }

      @Override
      public void aside(Runnable print) {
        bar.pause();
        System.err.print("\r\u001b[K");
        print.run();
        bar.resume();
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }
}
