package org.needledrop.scoring;

/** Argmax. */
public final class Argmax {

  private Argmax() {}

  /**
   * Returns the index of the highest value, the first one if there are several.
   *
   * @param values at least one
   */
  public static int of(float[] values) {
    int highest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[highest]) {
        highest = i;
      }
    }
    return highest;
  }
}
