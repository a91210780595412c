package org.needledrop.cli.report;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.scoring.Classifier;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;

/**
 * An analysis in a {@link ReportRow}; unknown values are null.
 *
 * @param method model, overlap and sample
 * @param probabilities probabilities by genre
 * @param classes probabilities by classifier (styles, voice, moods) and class
 */
record AnalysisColumns(
    String audioHash,
    String model,
    String method,
    Map<String, Double> probabilities,
    Map<String, Map<String, Double>> classes) {

  private static final AnalysisColumns NONE =
      new AnalysisColumns(null, null, null, Map.of(), Map.of());

  static AnalysisColumns of(Optional<Analysis> analysis, ModelManifest model) {
    return analysis.map(found -> of(found, model)).orElse(NONE);
  }

  private static AnalysisColumns of(Analysis analysis, ModelManifest model) {
    String network = analysis.method().model();
    String method = analysis.method().toString();
    return switch (analysis.result()) {
      case ScoringResult.Scored(TrackScores scores) ->
          new AnalysisColumns(
              analysis.audioHash(),
              network,
              method,
              probabilities(scores, model),
              classes(scores, model));
      case ScoringResult.NotScorable _ ->
          new AnalysisColumns(analysis.audioHash(), network, method, Map.of(), Map.of());
    };
  }

  private static Map<String, Double> probabilities(TrackScores scores, ModelManifest model) {
    Map<String, Double> byGenre = new TreeMap<>();
    for (int i = 0; i < scores.probabilities().length; i++) {
      byGenre.put(model.genres().get(i), rounded(scores.probabilities()[i]));
    }
    return byGenre;
  }

  private static Map<String, Map<String, Double>> classes(TrackScores scores, ModelManifest model) {
    Map<String, Map<String, Double>> byClassifier = new TreeMap<>();
    for (Classifier classifier : model.classifiers()) {
      Map<String, Double> byClass = new TreeMap<>();
      float[] probabilities = classifier.probabilities(scores.embedding());
      for (int i = 0; i < probabilities.length; i++) {
        byClass.put(classifier.classes().get(i).name(), rounded(probabilities[i]));
      }
      byClassifier.put(classifier.name(), byClass);
    }
    return byClassifier;
  }

  /** Rounds to four decimals. */
  static double rounded(double probability) {
    return Math.round(probability * 10_000) / 10_000.0;
  }
}
