package org.needledrop.aws;

/**
 * Maximum size of a track for the function; its {@code /tmp} and time limit are derived from it.
 *
 * @param maxMib maximum object size in MiB
 */
record ObjectLimits(int maxMib) {

  /** Maximum size of {@code /tmp} (AWS Lambda Developer Guide, "Lambda quotas"). */
  private static final int MAX_SCRATCH_MIB = 10_240;

  /** Scratch space for ffmpeg and reports. */
  private static final int SPARE_MIB = 512;

  private static final int MAX_MIB = (MAX_SCRATCH_MIB - SPARE_MIB) / 2;

  private static final int MIN_SECONDS = 120;

  /** Assumes downloads and uploads at 40 MB/s and decoding at 20 times real time. */
  private static final int MIB_PER_SECOND = 10;

  private static final int SPARE_SECONDS = 60;

  ObjectLimits {
    if (maxMib < 1 || maxMib > MAX_MIB) {
      throw new IllegalArgumentException(
          "largestObject must be from 1 to %d MiB (twice this must fit into /tmp), not %d"
              .formatted(MAX_MIB, maxMib));
    }
  }

  long maxBytes() {
    return (long) maxMib << 20;
  }

  /** {@code /tmp} holds the object and its tagged copy. */
  int scratchMib() {
    return 2 * maxMib + SPARE_MIB;
  }

  int timeLimitSeconds() {
    return Math.max(MIN_SECONDS, SPARE_SECONDS + Math.ceilDiv(maxMib, MIB_PER_SECOND));
  }
}
