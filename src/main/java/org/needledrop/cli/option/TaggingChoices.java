package org.needledrop.cli.option;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.needledrop.analysis.GenreMap;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.TaggingOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options for the analysis and for what is written. */
public final class TaggingChoices {

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "fill",
      description =
          "How to write the genre field: ${COMPLETION-CANDIDATES}. fill writes it only if it is"
              + " empty, replace always, append adds to it, never leaves it. Needledrop's own fields"
              + " are always written (default: ${DEFAULT-VALUE}).")
  private TagPolicy policy;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description =
          "Abstain if the top genre's probability is lower, 0 to 1 (default: the model's"
              + " threshold).")
  private Double minConfidence;

  @Option(
      names = "--genres",
      paramLabel = "FILE",
      description = "YAML file that maps the model's genres to your own.")
  private Path genres;

  @Option(
      names = "--styles",
      description = "Also write styles of the genre, e.g. Electronic; House.")
  private boolean styles;

  @Option(
      names = "--partial",
      description = "Also tag tracks that are cut off, by the part that is there.")
  private boolean partial;

  @Mixin private OverlapOption overlap;
  @Mixin private SampleOption sample;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * Returns the options as chosen on the command line.
   *
   * @param again whether to analyse known tracks again
   * @param dryRun whether to write nothing
   * @throws ParameterException if the options do not fit the model
   */
  public TaggingOptions options(
      Settings settings, ModelManifest model, boolean again, boolean dryRun) {
    try {
      GenreMap words = genres == null ? GenreMap.of(model) : GenreMap.read(genres, model);
      OptionalDouble least =
          minConfidence == null ? OptionalDouble.empty() : OptionalDouble.of(minConfidence);
      return new TaggingOptions(
              policy,
              words,
              styles,
              least,
              overlap.overlap(),
              sample.sample(),
              false,
              again,
              dryRun)
          .partial(partial || settings.partial());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
