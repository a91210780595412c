package org.needledrop.web.operations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.needledrop.analysis.GenreMap;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.web.http.Problem;

/** Options for tagging; see {@code Policy} in the contract. */
public record PolicyRequest(
    String policy, Optional<Double> minConfidence, Optional<Map<String, List<String>>> words) {

  /** The default options. */
  public static final PolicyRequest USUAL =
      new PolicyRequest(TagPolicy.FILL.toString(), Optional.empty(), Optional.empty());

  /**
   * Converts the request to tagging options.
   *
   * @throws Problem 400 if a genre is not in the model, or a name cannot be a tag's value
   */
  public TaggingOptions options(ModelManifest model, boolean dryRun) {
    Map<String, List<String>> byGenre = new TreeMap<>(GenreMap.of(model).byGenre());
    words
        .orElse(Map.of())
        .forEach(
            (genre, own) -> {
              if (!model.genres().contains(genre)) {
                throw new Problem(
                    400, "the model has no genre %s, only %s".formatted(genre, model.genres()));
              }
              own.forEach(PolicyRequest::requireWord);
              byGenre.put(genre, List.copyOf(own));
            });
    return new TaggingOptions(
        TagPolicy.named(policy),
        new GenreMap(byGenre),
        false,
        minConfidence.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        0,
        1,
        true,
        false,
        dryRun);
  }

  /** Rejects control characters, which some tag formats use as separators. */
  private static void requireWord(String word) {
    if (word.isBlank() || word.chars().anyMatch(Character::isISOControl)) {
      throw new Problem(400, "words: must not be empty or contain control characters");
    }
  }
}
