package org.needledrop.cli.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.needledrop.scoring.Timeline;

/** Draws a timeline: one row per genre, one column per snippet; darker is more probable. */
public final class TimelinePicture {

  private static final int MARGIN = 24;
  private static final int LABEL_WIDTH = 150;
  private static final int HEADING_HEIGHT = 44;
  private static final int ROW_HEIGHT = 30;
  private static final int AXIS_HEIGHT = 30;
  private static final int TIMELINE_WIDTH = 900;
  private static final int TICK_PIXELS = 90;

  private static final Color PAPER = Color.WHITE;
  private static final Color INK = new Color(0x22, 0x2B, 0x3A);
  private static final Color FULL = new Color(0x0B, 0x3C, 0x7D);
  private static final Color EMPTY = new Color(0xEC, 0xF1, 0xF7);

  private final Explanation explanation;
  private final Timeline timeline;
  private final List<Integer> genres;
  private final Graphics2D graphics;

  private TimelinePicture(Explanation explanation, Graphics2D graphics) {
    this.explanation = explanation;
    this.timeline = explanation.timeline();
    this.genres = explanation.scores().genresByProbability();
    this.graphics = graphics;
  }

  public static void write(Explanation explanation, Path file) throws IOException {
    int rows = explanation.genres().size();
    BufferedImage image =
        new BufferedImage(
            LABEL_WIDTH + TIMELINE_WIDTH + 2 * MARGIN,
            HEADING_HEIGHT + rows * ROW_HEIGHT + AXIS_HEIGHT + 2 * MARGIN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      new TimelinePicture(explanation, graphics).draw(image.getWidth(), image.getHeight());
    } finally {
      graphics.dispose();
    }
    try (OutputStream png = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", png);
    }
  }

  private void draw(int width, int height) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, width, height);
    drawHeading();
    for (int row = 0; row < genres.size(); row++) {
      drawGenre(row);
    }
    drawAxis();
  }

  private void drawHeading() {
    graphics.setColor(INK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    graphics.drawString(explanation.heading(), MARGIN, MARGIN + 18);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
  }

  private void drawGenre(int row) {
    int genre = genres.get(row);
    int y = MARGIN + HEADING_HEIGHT + row * ROW_HEIGHT;
    graphics.setColor(INK);
    graphics.drawString(explanation.genres().get(genre), MARGIN, y + 20);
    graphics.drawString(
        String.format(Locale.ROOT, "%.2f", explanation.scores().probabilities()[genre]),
        MARGIN + LABEL_WIDTH - 50,
        y + 20);
    for (int snippet = 0; snippet < timeline.snippets(); snippet++) {
      int left = x(timeline.startSeconds(snippet));
      graphics.setColor(shade(timeline.probability(snippet, genre)));
      graphics.fillRect(left, y + 2, x(end(snippet)) - left, ROW_HEIGHT - 4);
    }
  }

  /**
   * Returns the second up to which a snippet is drawn: the next one's start, or the track's end.
   */
  private double end(int snippet) {
    boolean last = snippet == timeline.snippets() - 1;
    return last ? duration() : timeline.startSeconds(snippet + 1);
  }

  private void drawAxis() {
    int y = MARGIN + HEADING_HEIGHT + genres.size() * ROW_HEIGHT;
    graphics.setColor(INK);
    graphics.drawLine(x(0), y + 2, x(duration()), y + 2);
    double step = tickSeconds();
    for (double seconds = 0; seconds <= duration(); seconds += step) {
      graphics.drawLine(x(seconds), y + 2, x(seconds), y + 7);
      graphics.drawString(Explanation.clock(seconds), x(seconds) - 10, y + 22);
    }
  }

  /** Returns a round tick interval in seconds that leaves room for the labels. */
  private double tickSeconds() {
    double least = duration() * TICK_PIXELS / TIMELINE_WIDTH;
    for (double step : new double[] {1, 2, 5, 10, 15, 30, 60, 120, 300, 600}) {
      if (step >= least) {
        return step;
      }
    }
    return 1800;
  }

  private double duration() {
    return timeline.startSeconds(timeline.snippets() - 1) + timeline.snippetSeconds();
  }

  private int x(double seconds) {
    return MARGIN + LABEL_WIDTH + (int) Math.round(seconds / duration() * TIMELINE_WIDTH);
  }

  private static Color shade(float probability) {
    return new Color(
        mix(EMPTY.getRed(), FULL.getRed(), probability),
        mix(EMPTY.getGreen(), FULL.getGreen(), probability),
        mix(EMPTY.getBlue(), FULL.getBlue(), probability));
  }

  private static int mix(int from, int to, float share) {
    return Math.round(from + (to - from) * share);
  }
}
