package org.needledrop.web.operations;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.needledrop.mel.LogMel;

/**
 * Draws log-mel spectrograms: time from left to right, low bands at the bottom, louder is brighter.
 */
final class Spectrogram {

  private static final int MAX_WIDTH = 4096;
  private static final int LEVELS = 256;

  /** Colour map from black through violet and orange to pale yellow, evenly spaced. */
  private static final int[] COLOURS = {0x000004, 0x3B0F70, 0x8C2981, 0xDE4968, 0xFE9F6D, 0xFCFDBF};

  private Spectrogram() {}

  /** Returns a PNG with one row per band and one column per frame, or several if there are many. */
  static byte[] png(LogMel logMel) {
    int width = Math.clamp(logMel.frames(), 1, MAX_WIDTH);
    BufferedImage image =
        new BufferedImage(width, logMel.bands(), BufferedImage.TYPE_BYTE_INDEXED, colours());
    for (int x = 0; x < width; x++) {
      for (int band = 0; band < logMel.bands(); band++) {
        int y = logMel.bands() - 1 - band;
        image.getRaster().setSample(x, y, 0, loudest(logMel, band, x, width));
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private static int loudest(LogMel logMel, int band, int x, int width) {
    int first = (int) ((long) x * logMel.frames() / width);
    int end = (int) ((long) (x + 1) * logMel.frames() / width);
    int loudest = 0;
    for (int frame = first; frame < end; frame++) {
      loudest = Math.max(loudest, Byte.toUnsignedInt(logMel.quantised(band, frame)));
    }
    return loudest;
  }

  private static IndexColorModel colours() {
    int[] palette = new int[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      double position = level * (COLOURS.length - 1.0) / (LEVELS - 1);
      int from = Math.min((int) position, COLOURS.length - 2);
      palette[level] = mix(COLOURS[from], COLOURS[from + 1], position - from);
    }
    return new IndexColorModel(8, LEVELS, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  private static int mix(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int a = from >> shift & 0xFF;
      int b = to >> shift & 0xFF;
      mixed |= (int) Math.round(a + (b - a) * share) << shift;
    }
    return mixed;
  }
}
