package org.needledrop.cli.report;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Progress as the last line of a terminal. It is erased before anything else is printed and drawn
 * again below, by the printing thread itself: a thread of its own would draw over other lines. Not
 * thread-safe.
 */
final class ProgressLine implements Progress {

  /** ECMA-48: carriage return, then EL, which erases to the end of the line. */
  private static final String ERASE = "\r\u001b[K";

  /** DECAWM (DEC STD 070): a line wider than the terminal is cut, as a second row would remain. */
  private static final String CUT = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";
  private static final int CELLS = 20;

  private final PrintWriter terminal;
  private final int tracks;
  private final StepRate rate;
  private int done;

  /**
   * @param tracks total number of tracks, or {@link Progress#UNKNOWN}
   */
  ProgressLine(PrintWriter terminal, int tracks, StepRate rate) {
    this.terminal = terminal;
    this.tracks = tracks;
    this.rate = rate;
    draw();
  }

  @Override
  public void step() {
    done++;
    rate.step();
    draw();
  }

  @Override
  public void aside(Runnable print) {
    print(ERASE);
    print.run();
    draw();
  }

  @Override
  public void close() {
    print(ERASE);
  }

  private void draw() {
    print(ERASE + CUT + text() + WRAP);
  }

  private void print(String text) {
    terminal.print(text);
    terminal.flush();
  }

  String text() {
    OptionalDouble perSecond = rate.perSecond();
    String speed = perSecond.isPresent() ? "  " + speed(perSecond.getAsDouble()) : "";
    if (tracks == UNKNOWN) {
      return "%d tracks%s".formatted(done, speed);
    }
    String left =
        perSecond.isPresent() && done < tracks
            ? ", %s left".formatted(duration((tracks - done) / perSecond.getAsDouble()))
            : "";
    return "%s %d/%d%s%s".formatted(bar(), done, tracks, speed, left);
  }

  private String bar() {
    int full = tracks == 0 ? CELLS : (int) ((long) CELLS * done / tracks);
    return "[" + "█".repeat(full) + "░".repeat(CELLS - full) + "]";
  }

  private static String speed(double perSecond) {
    return perSecond >= 1
        ? String.format(Locale.ROOT, "%.1f tracks/s", perSecond)
        : String.format(Locale.ROOT, "%.1f tracks/min", 60 * perSecond);
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    long minutes = whole / 60;
    return minutes < 60 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
