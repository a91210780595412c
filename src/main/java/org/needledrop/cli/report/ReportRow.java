package org.needledrop.cli.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.GenreFound;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.AudioInfo;
import org.needledrop.scoring.Classifier;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tagging.TagChange;
import org.needledrop.tagging.TrackReport;

/**
 * One track in a JSON or CSV report; unknown values are null.
 *
 * @param status {@code tagged}, {@code unchanged}, {@code not_taggable} or {@code failed}
 * @param note what is odd about the file, such as a wrong duration in its header
 * @param analysed whether the track was analysed in this run
 * @param styles predicted styles within the genre
 * @param classes probabilities by classifier (styles, voice, moods) and class
 * @param changes tag changes, one line each
 */
@JsonPropertyOrder({"track", "file", "status", "genre", "confidence", "abstained"})
record ReportRow(
    String track,
    String file,
    String status,
    String genre,
    Double confidence,
    List<String> styles,
    String abstained,
    String detail,
    String failure,
    String note,
    boolean analysed,
    Double seconds,
    String container,
    String codec,
    Integer sampleRateHz,
    Integer channels,
    String decoder,
    String audioHash,
    String model,
    Map<String, Double> probabilities,
    Map<String, Map<String, Double>> classes,
    List<String> changes) {

  static ReportRow of(ReportLine line, ModelManifest model) {
    TrackReport report = line.report();
    GenreFound found =
        report.decision().orElse(null) instanceof GenreFound genreFound ? genreFound : null;
    Abstention abstention =
        report.decision().orElse(null) instanceof Abstention abstained ? abstained : null;
    AudioInfo audio = report.analysis().map(Analysis::audio).orElse(null);
    return new ReportRow(
        line.track(),
        line.file(),
        report.status().name().toLowerCase(Locale.ROOT),
        found == null ? null : found.genre(),
        found == null ? null : rounded(found.confidence()),
        found == null ? List.of() : found.styles().stream().map(GenreFound.Style::name).toList(),
        abstention == null ? null : abstention.reason().toString(),
        abstention == null ? null : abstention.detail(),
        line.failure().orElse(null),
        report.note().orElse(null),
        report.analysed(),
        audio == null ? null : audio.duration().toMillis() / 1000.0,
        audio == null ? null : audio.container().name(),
        audio == null ? null : audio.codec(),
        audio == null ? null : audio.sampleRateHz(),
        audio == null ? null : audio.channels(),
        audio == null ? null : audio.decoder().orElse(null),
        report.analysis().map(Analysis::audioHash).orElse(null),
        report.analysis().map(analysis -> analysis.method().toString()).orElse(null),
        report.analysis().map(analysis -> probabilities(analysis, model)).orElse(Map.of()),
        report.analysis().map(analysis -> classes(analysis, model)).orElse(Map.of()),
        report.change().map(TagChange::lines).orElse(List.of()));
  }

  private static Map<String, Double> probabilities(Analysis analysis, ModelManifest model) {
    Map<String, Double> byGenre = new TreeMap<>();
    if (analysis.result() instanceof ScoringResult.Scored(TrackScores scores)) {
      for (int i = 0; i < scores.probabilities().length; i++) {
        byGenre.put(model.genres().get(i), rounded(scores.probabilities()[i]));
      }
    }
    return byGenre;
  }

  private static Map<String, Map<String, Double>> classes(Analysis analysis, ModelManifest model) {
    Map<String, Map<String, Double>> byClassifier = new TreeMap<>();
    if (analysis.result() instanceof ScoringResult.Scored(TrackScores scores)) {
      for (Classifier classifier : model.classifiers()) {
        Map<String, Double> byClass = new TreeMap<>();
        float[] probabilities = classifier.probabilities(scores.embedding());
        for (int i = 0; i < probabilities.length; i++) {
          byClass.put(classifier.classes().get(i).name(), rounded(probabilities[i]));
        }
        byClassifier.put(classifier.name(), byClass);
      }
    }
    return byClassifier;
  }

  private static double rounded(double probability) {
    return Math.round(probability * 10_000) / 10_000.0;
  }
}
