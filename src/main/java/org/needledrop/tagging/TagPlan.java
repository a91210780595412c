package org.needledrop.tagging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.GenreFound;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.scoring.Classifier;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagNames;

/** Turns a decision into the fields to write. */
final class TagPlan {

  private final ModelManifest model;
  private final TaggingOptions options;

  TagPlan(ModelManifest model, TaggingOptions options) {
    this.model = model;
    this.options = options;
  }

  /**
   * @param original fields before Needledrop first wrote the file
   */
  TagFields wanted(TagFields original, DecidedAnalysis decided) {
    Analysis analysis = decided.analysis();
    SortedMap<String, String> customFields = new TreeMap<>();
    customFields.put(TagNames.MODEL, model.id());
    customFields.put(TagNames.AUDIO, analysis.audioHash());
    if (analysis.result() instanceof ScoringResult.Scored(TrackScores scores)) {
      putProbabilities(customFields, scores.probabilities());
      model
          .classifiers()
          .forEach(classifier -> putClasses(customFields, classifier, scores.embedding()));
    }
    // Voice and mood fields of another program are kept.
    original
        .shared()
        .forEach((name, _) -> customFields.keySet().removeIf(ofTheSameClassifier(name)));
    customFields.putAll(original.shared());
    return switch (decided.decision()) {
      case GenreFound found ->
          new TagFields(true, genres(original.genres(), words(found)), customFields);
      case Abstention abstention -> {
        customFields.put(TagNames.ABSTAINED, abstention.reason().toString());
        yield new TagFields(true, original.genres(), customFields);
      }
    };
  }

  private List<String> words(GenreFound found) {
    List<String> words = new ArrayList<>(options.words().of(found.genre()));
    if (options.styles() && !words.isEmpty()) {
      found.styles().forEach(style -> words.add(style.tag()));
    }
    return words;
  }

  private List<String> genres(List<String> existing, List<String> ours) {
    return ours.isEmpty() ? existing : options.policy().genres(existing, ours);
  }

  private void putProbabilities(SortedMap<String, String> customFields, float[] probabilities) {
    for (int i = 0; i < probabilities.length; i++) {
      customFields.put(TagNames.probability(model.genres().get(i)), written(probabilities[i]));
    }
  }

  /** Writes only detected classes of an independent classifier, to avoid many zeros. */
  private static void putClasses(
      SortedMap<String, String> customFields, Classifier classifier, float[] embedding) {
    float[] probabilities = classifier.probabilities(embedding);
    for (int i = 0; i < probabilities.length; i++) {
      Classifier.Label label = classifier.classes().get(i);
      if (classifier.kind() == Classifier.Kind.EXCLUSIVE
          || probabilities[i] >= label.minProbability()) {
        customFields.put(
            TagNames.probability(classifier.name(), label.name()), written(probabilities[i]));
      }
    }
  }

  private static String written(float probability) {
    return String.format(Locale.ROOT, "%.4f", probability);
  }

  private static Predicate<String> ofTheSameClassifier(String name) {
    String classifier = name.substring(0, name.lastIndexOf(':') + 1);
    return other -> other.startsWith(classifier);
  }
}
