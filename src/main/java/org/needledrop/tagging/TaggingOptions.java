package org.needledrop.tagging;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.needledrop.scoring.ModelManifest;

/**
 * How a library wants its tracks listened to and tagged.
 *
 * @param styles whether the genre field gets the styles, too
 * @param minConfidence 0..1; below it the answer is "unsure"; empty: as the model says
 * @param overlap of one snippet with the next, 0 (none) to below 1
 * @param sample the share of the snippets that is scored, evenly spaced, where that settles the
 *     genre; 1: all
 * @param anySlicing take what was heard by the model with another overlap or sample, too
 * @param again listen again to what is known already
 * @param dryRun find out what would change, and write nothing
 */
public record TaggingOptions(
    TagPolicy policy,
    GenreWords words,
    boolean styles,
    OptionalDouble minConfidence,
    double overlap,
    double sample,
    boolean anySlicing,
    boolean again,
    boolean dryRun) {

  public TaggingOptions {
    minConfidence.ifPresent(
        least -> {
          if (!(least >= 0 && least <= 1)) {
            throw new IllegalArgumentException("--min-confidence must be 0 to 1");
          }
        });
  }

  /** All snippets are scored; the genre field gets the genre alone. */
  public TaggingOptions(
      TagPolicy policy,
      GenreWords words,
      OptionalDouble minConfidence,
      double overlap,
      boolean again,
      boolean dryRun) {
    this(policy, words, false, minConfidence, overlap, 1, false, again, dryRun);
  }

  /** From scores to a decision. */
  public DecisionRule rule(ModelManifest model) {
    return minConfidence.isPresent()
        ? DecisionRule.atLeast(minConfidence.getAsDouble(), model)
        : DecisionRule.of(model);
  }

  /**
   * The key of an analysis besides the recording: same method, same scores.
   *
   * @param modelId see {@link ModelManifest#idWithBase}
   */
  public static String method(String modelId, double overlap) {
    return overlap == 0 ? modelId : String.format(Locale.ROOT, "%s overlap %.2f", modelId, overlap);
  }

  /** Whether the model was listened with, whatever the slicing. */
  static boolean isMethodOf(String modelId, String method) {
    return method.equals(modelId)
        || method.startsWith(modelId + " overlap ")
        || method.startsWith(modelId + " sample ");
  }

  /** Whether the network was listened with, whatever the head and the slicing. */
  static boolean isMethodOfNetwork(String network, String method) {
    int on = method.lastIndexOf(ModelManifest.ON + network);
    return isMethodOf(network, on < 0 ? method : method.substring(on + ModelManifest.ON.length()));
  }

  public String method(String modelId) {
    String whole = method(modelId, overlap);
    return sample == 1 ? whole : whole + String.format(Locale.ROOT, " sample %.2f", sample);
  }

  /** Changes when the tags written for one and the same analysis may change. */
  public String fingerprint(String method) {
    String usual = String.format(Locale.ROOT, "%s|%s|%s|%s", method, policy, minConfidence, words);
    return styles ? usual + "|styles" : usual;
  }

  /**
   * Changes, too, with what a person says of the track, even while it is being tagged; without a
   * label it is as it always was.
   */
  String fingerprint(String method, Optional<String> label) {
    return fingerprint(method) + label.map("|label "::concat).orElse("");
  }
}
