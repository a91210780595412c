package org.needledrop.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringWriter terminal = new StringWriter();
  private long now;

  private ProgressLine line(int tracks) {
    return new ProgressLine(new PrintWriter(terminal), tracks, new StepRate(() -> now));
  }

  private void steps(ProgressLine line, int count, long millisEach) {
    for (int i = 0; i < count; i++) {
      now += TimeUnit.MILLISECONDS.toNanos(millisEach);
      line.step();
    }
  }

  @Test
  void showsHowManyHowFastAndHowLong() {
    ProgressLine line = line(20);
    assertThat(line.text()).isEqualTo("[░░░░░░░░░░░░░░░░░░░░] 0/20");

    steps(line, 5, 400);
    assertThat(line.text()).isEqualTo("[█████░░░░░░░░░░░░░░░] 5/20  2.5 tracks/s, 6 s left");

    steps(line, 15, 400);
    assertThat(line.text()).isEqualTo("[████████████████████] 20/20  2.5 tracks/s");
  }

  @Test
  void countsSlowTracksByTheMinuteAndLongRunsByTheHour() {
    ProgressLine line = line(1000);
    steps(line, 10, 30_000);

    assertThat(line.text()).endsWith("10/1000  2.0 tracks/min, 8 h 15 min left");
  }

  @Test
  void showsTheRateWithoutATotal() {
    ProgressLine line = line(Progress.UNKNOWN);
    steps(line, 3, 500);

    assertThat(line.text()).isEqualTo("3 tracks  2.0 tracks/s");
  }

  /** A library whose first half is known would otherwise seem twice as fast as it is. */
  @Test
  void theRateIsThatOfTheLatestTracks() {
    ProgressLine line = line(1000);
    steps(line, 500, 1);
    steps(line, 50, 1000);

    assertThat(line.text()).contains("1.0 tracks/s");
  }

  @Test
  void isErasedBeforeOtherLinesAndAtTheEnd() {
    ProgressLine line = line(2);
    String drawn = terminal.toString();

    line.aside(() -> terminal.append("a track\n"));
    line.close();

    String erase = "\r\u001b[K";
    assertThat(terminal.toString()).isEqualTo(drawn + erase + "a track\n" + drawn + erase);
  }
}
