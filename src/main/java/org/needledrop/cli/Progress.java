package org.needledrop.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long run has come: rate and time left. */
interface Progress extends AutoCloseable {

  /** Of the bar, where nobody knows how many tracks there are. */
  int UNKNOWN = -1;

  void step();

  /** Prints something that is not to run into the bar. */
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
   * A bar on the standard error.
   *
   * @param tracks in all, or {@link #UNKNOWN}
   */
  static Progress bar(int tracks) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setInitialMax(tracks)
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
