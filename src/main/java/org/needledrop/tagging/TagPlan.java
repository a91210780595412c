package org.needledrop.tagging;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagNames;

/** From a decision to the fields as they should stand in the file. */
final class TagPlan {

  private final ModelManifest model;
  private final TaggingOptions options;

  TagPlan(ModelManifest model, TaggingOptions options) {
    this.model = model;
    this.options = options;
  }

  /**
   * @param original the fields before Needledrop ever touched the file
   */
  TagFields wanted(TagFields original, Analysis analysis, Decision decision) {
    SortedMap<String, String> marks = new TreeMap<>();
    marks.put(TagNames.MODEL, model.id());
    marks.put(TagNames.AUDIO, analysis.audioHash());
    if (analysis.hearing() instanceof Hearing.Scored(TrackScores scores)) {
      putProbabilities(marks, scores.probabilities());
    }
    return switch (decision) {
      case GenreFound found ->
          new TagFields(true, genres(original.genres(), options.words().of(found.genre())), marks);
      case Abstention abstention -> {
        marks.put(TagNames.ABSTAINED, abstention.reason().toString());
        yield new TagFields(true, original.genres(), marks);
      }
    };
  }

  private List<String> genres(List<String> existing, List<String> ours) {
    return ours.isEmpty() ? existing : options.policy().genres(existing, ours);
  }

  private void putProbabilities(SortedMap<String, String> marks, float[] probabilities) {
    for (int i = 0; i < probabilities.length; i++) {
      marks.put(
          TagNames.probability(model.genres().get(i)),
          String.format(Locale.ROOT, "%.4f", probabilities[i]));
    }
  }
}
