package org.needledrop.analysis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.needledrop.scoring.ModelManifest;

/**
 * How a recording was analysed: the same method gives the same scores. Journal, records and reports
 * store its text, such as {@code genre-resnet-bigru-1 overlap 0.50 sample 0.25}.
 *
 * @param model see {@link ModelManifest#idWithBase}
 * @param overlap of one snippet with the next, 0 (none) to below 1; rounded to two decimals
 * @param sample fraction of the snippets that are scored, up to 1 (all); rounded to two decimals
 */
public record AnalysisMethod(String model, double overlap, double sample) {

  private static final Pattern TEXT =
      Pattern.compile("(.*?)(?: overlap (\\d\\.\\d\\d))?(?: sample (\\d\\.\\d\\d))?");

  public AnalysisMethod {
    if (model.isBlank()) {
      throw new IllegalArgumentException("a model is required");
    }
    overlap = rounded(overlap);
    sample = rounded(sample);
  }

  /** Returns the method of an analysis with a model. */
  public static AnalysisMethod of(ModelManifest model, double overlap, double sample) {
    return new AnalysisMethod(model.idWithBase(), overlap, sample);
  }

  /** Returns the method of a text that {@link #toString} made. */
  @JsonCreator
  public static AnalysisMethod parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return new AnalysisMethod(text, 0, 1); // with a line break: of a damaged journal
    }
    return new AnalysisMethod(
        parts.group(1),
        Optional.ofNullable(parts.group(2)).map(Double::parseDouble).orElse(0.0),
        Optional.ofNullable(parts.group(3)).map(Double::parseDouble).orElse(1.0));
  }

  /** Returns whether the model's network was used, with any head. */
  public boolean isOfNetwork(String network) {
    return model.equals(network) || model.endsWith(ModelManifest.ON + network);
  }

  /** Returns whether the snippets are the same ones. */
  public boolean hasSameSnippets(AnalysisMethod other) {
    return overlap == other.overlap && sample == other.sample;
  }

  /** Returns whether this is the other method, or scores more snippets in the same way. */
  public boolean includes(AnalysisMethod other) {
    return model.equals(other.model) && overlap == other.overlap && sample >= other.sample;
  }

  /** Returns the stored text. */
  @JsonValue
  @Override
  public String toString() {
    return model
        + (overlap == 0 ? "" : String.format(Locale.ROOT, " overlap %.2f", overlap))
        + (sample == 1 ? "" : String.format(Locale.ROOT, " sample %.2f", sample));
  }

  private static double rounded(double fraction) {
    return Math.round(fraction * 100) / 100.0;
  }
}
