package org.needledrop.cli.report;

/** Progress of a long run: tracks done, rate and time left. */
interface Progress extends AutoCloseable {

  /** Number of tracks of a run of unknown length. */
  int UNKNOWN = -1;

  void step();

  /** Runs a print action with the progress hidden. */
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
}
