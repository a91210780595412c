package org.needledrop.mel;

import java.util.ArrayList;
import java.util.List;

/** Decibels of all frames of a track: {@code float[frames][bands]}, grows without copying. */
final class FrameStore {
  /** Half a megabyte per chunk with 128 bands. */
  private static final int FRAMES_PER_CHUNK = 1024;

  private final int bands;
  private final List<float[]> chunks = new ArrayList<>();
  private int frames;
  private float loudest = Float.NEGATIVE_INFINITY;

  FrameStore(int bands) {
    this.bands = bands;
  }

  void add(double[] frame) {
    int row = frames % FRAMES_PER_CHUNK;
    if (row == 0) {
      chunks.add(new float[FRAMES_PER_CHUNK * bands]);
    }
    float[] chunk = chunks.getLast();
    for (int band = 0; band < bands; band++) {
      float db = (float) frame[band];
      chunk[row * bands + band] = db;
      loudest = Math.max(loudest, db);
    }
    frames++;
  }

  int bands() {
    return bands;
  }

  int frames() {
    return frames;
  }

  float db(int band, int frame) {
    if (band < 0 || band >= bands || frame < 0 || frame >= frames) {
      throw new IndexOutOfBoundsException("band " + band + ", frame " + frame);
    }
    return chunks.get(frame / FRAMES_PER_CHUNK)[frame % FRAMES_PER_CHUNK * bands + band];
  }

  /** Returns the maximum. */
  float loudest() {
    return loudest;
  }
}
