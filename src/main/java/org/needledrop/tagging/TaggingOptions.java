package org.needledrop.tagging;

import java.util.Locale;

/**
 * How a library wants its tracks listened to and tagged.
 *
 * @param minConfidence 0..1; below it the answer is "unsure"
 * @param overlap of one snippet with the next, 0 (none) to below 1
 * @param again listen again to what is known already
 * @param dryRun find out what would change, and write nothing
 */
public record TaggingOptions(
    TagPolicy policy,
    GenreWords words,
    double minConfidence,
    double overlap,
    boolean again,
    boolean dryRun) {

  public TaggingOptions {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("the minimum confidence is a number from 0 to 1");
    }
  }

  /** The key of an analysis besides the recording: same method, same scores. */
  public static String method(String modelId, double overlap) {
    return overlap == 0 ? modelId : String.format(Locale.ROOT, "%s overlap %.2f", modelId, overlap);
  }

  String method(String modelId) {
    return method(modelId, overlap);
  }

  /** Changes when the tags written for one and the same analysis may change. */
  String fingerprint(String method) {
    return String.format(Locale.ROOT, "%s|%s|%.4f|%s", method, policy, minConfidence, words);
  }
}
