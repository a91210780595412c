package org.needledrop.tagging;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.analysis.GenreMap;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tags.file.WriteOptions;

/**
 * Options for the analysis and tagging of a library's tracks.
 *
 * @param styles whether to write styles to the genre field, too
 * @param minConfidence threshold, 0..1; empty for the model's own
 * @param overlap overlap of consecutive snippets, 0 (none) to below 1
 * @param sample fraction of snippets to score first, evenly spaced; the rest are scored if the
 *     genre is still open. 1 for all
 * @param anySlicing accept stored analyses with another overlap or sample
 * @param again analyse known tracks again
 * @param dryRun write nothing
 * @param writing how files are replaced
 * @param partial tag what is there of a track that is cut off
 */
public record TaggingOptions(
    TagPolicy policy,
    GenreMap words,
    boolean styles,
    OptionalDouble minConfidence,
    double overlap,
    double sample,
    boolean anySlicing,
    boolean again,
    boolean dryRun,
    WriteOptions writing,
    boolean partial) {

  public TaggingOptions {
    double least = minConfidence.orElse(0);
    if (!(least >= 0 && least <= 1)) {
      throw new IllegalArgumentException("--min-confidence must be 0 to 1");
    }
  }

  /**
   * Creates options that replace files as {@link WriteOptions#defaults} and refuse what is cut off.
   */
  public TaggingOptions(
      TagPolicy policy,
      GenreMap words,
      boolean styles,
      OptionalDouble minConfidence,
      double overlap,
      double sample,
      boolean anySlicing,
      boolean again,
      boolean dryRun) {
    this(
        policy,
        words,
        styles,
        minConfidence,
        overlap,
        sample,
        anySlicing,
        again,
        dryRun,
        WriteOptions.defaults(),
        false);
  }

  /** Creates options that score all snippets and write no styles. */
  public TaggingOptions(
      TagPolicy policy,
      GenreMap words,
      OptionalDouble minConfidence,
      double overlap,
      boolean again,
      boolean dryRun) {
    this(policy, words, false, minConfidence, overlap, 1, false, again, dryRun);
  }

  public TaggingOptions with(WriteOptions other) {
    return new TaggingOptions(
        policy,
        words,
        styles,
        minConfidence,
        overlap,
        sample,
        anySlicing,
        again,
        dryRun,
        other,
        partial);
  }

  /** Returns the same options with or without {@link #partial}. */
  public TaggingOptions partial(boolean accepted) {
    return new TaggingOptions(
        policy,
        words,
        styles,
        minConfidence,
        overlap,
        sample,
        anySlicing,
        again,
        dryRun,
        writing,
        accepted);
  }

  /** Returns the decision rule. */
  public DecisionRule rule(ModelManifest model) {
    return minConfidence.isPresent()
        ? DecisionRule.atLeast(minConfidence.getAsDouble(), model)
        : DecisionRule.of(model);
  }

  /** Returns how tracks are analysed with a model. */
  public AnalysisMethod method(ModelManifest model) {
    return AnalysisMethod.of(model, overlap, sample);
  }

  /** Returns a value that changes whenever the tags for the same analysis may change. */
  public String fingerprint(AnalysisMethod method) {
    String usual = String.format(Locale.ROOT, "%s|%s|%s|%s", method, policy, minConfidence, words);
    return styles ? usual + "|styles" : usual;
  }

  /** Returns the fingerprint including the user label; without a label it equals the one above. */
  String fingerprint(AnalysisMethod method, Optional<String> label) {
    return fingerprint(method) + label.map("|label "::concat).orElse("");
  }
}
