package org.needledrop.cli;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.GenreWords;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.TaggingOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say how tracks are listened to and what is written. */
final class TaggingChoices {

  @Option(
      names = "--policy",
      defaultValue = "fill",
      description =
          "What happens to the genre field: ${COMPLETION-CANDIDATES}. fill (the default) writes it"
              + " only where it is empty. Needledrop's own fields are always written.")
  private TagPolicy policy;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description =
          "Abstain below this probability of the top genre, 0 to 1; the model says which is used"
              + " else.")
  private Double minConfidence;

  @Option(
      names = "--genres",
      paramLabel = "FILE",
      description = "YAML map from the model's genres to the words of your library.")
  private Path genres;

  @Option(
      names = "--styles",
      description = "Write the styles of the genre, too: Electronic; House.")
  private boolean styles;

  @Mixin private OverlapOption overlap;
  @Mixin private SampleOption sample;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * @param again listen again to what is known already
   * @param dryRun find out what would change, and write nothing
   * @throws ParameterException when they do not fit the model
   */
  TaggingOptions options(ModelManifest model, boolean again, boolean dryRun) {
    try {
      GenreWords words = genres == null ? GenreWords.of(model) : GenreWords.read(genres, model);
      OptionalDouble least =
          minConfidence == null ? OptionalDouble.empty() : OptionalDouble.of(minConfidence);
      return new TaggingOptions(
          policy, words, styles, least, overlap.overlap(), sample.sample(), false, again, dryRun);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
