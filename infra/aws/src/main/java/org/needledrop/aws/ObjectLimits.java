package org.needledrop.aws;

/**
 * How large a track may be for the function; its scratch folder and its time follow from it.
 *
 * @param largestMib largest object that is fetched, in MiB
 */
record ObjectLimits(int largestMib) {

  /** Lambda's /tmp ends at 10,240 MB (AWS Lambda Developer Guide, "Lambda quotas"). */
  private static final int MOST_SCRATCH_MIB = 10_240;

  /** For ffmpeg and reports. */
  private static final int SPARE_MIB = 512;

  private static final int MOST_MIB = (MOST_SCRATCH_MIB - SPARE_MIB) / 2;

  private static final int LEAST_SECONDS = 120;

  /** A fetch and a store at 40 MB/s, a decode at 20 times real time: all assumptions. */
  private static final int MIB_A_SECOND = 10;

  private static final int SPARE_SECONDS = 60;

  ObjectLimits {
    if (largestMib < 1 || largestMib > MOST_MIB) {
      throw new IllegalArgumentException(
          "largestObject must be from 1 to %d MiB (twice this must fit into /tmp), not %d"
              .formatted(MOST_MIB, largestMib));
    }
  }

  long largestBytes() {
    return (long) largestMib << 20;
  }

  /** The object and its tagged draft lie there together. */
  int scratchMib() {
    return 2 * largestMib + SPARE_MIB;
  }

  int timeLimitSeconds() {
    return Math.max(LEAST_SECONDS, SPARE_SECONDS + Math.ceilDiv(largestMib, MIB_A_SECOND));
  }
}
