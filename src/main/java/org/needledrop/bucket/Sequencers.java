package org.needledrop.bucket;

/**
 * The order of events of one key, by the hexadecimal number that S3 gives them (Amazon S3 User
 * Guide, "Event message structure": the shorter is padded with zeros on its right, then they are
 * compared as text).
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
