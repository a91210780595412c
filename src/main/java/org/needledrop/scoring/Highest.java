package org.needledrop.scoring;

/** Where the highest of some values stands. */
public final class Highest {

  private Highest() {}

  /**
   * The index of the first of the highest.
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
