package org.needledrop.bucket;

/**
 * Orders the events of one key by S3's hexadecimal sequencer (Amazon S3 User Guide, "Event message
 * structure": the shorter one is padded with zeros on the right, then both are compared as
 * strings).
 */
final class Sequencers {

  private Sequencers() {}

  static int compare(String a, String b) {
    int length = Math.max(a.length(), b.length());
    return padded(a, length).compareToIgnoreCase(padded(b, length));
  }

  private static String padded(String sequencer, int length) {
    return sequencer + "0".repeat(length - sequencer.length());
  }
}
