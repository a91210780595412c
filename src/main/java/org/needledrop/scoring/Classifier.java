package org.needledrop.scoring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A linear classifier on a track's mean embedding besides the genre: styles, vocals, moods. Names
 * and classes follow AcousticBrainz' high-level classifiers.
 *
 * @param name such as {@code voice_instrumental}
 * @param classes classes in the order of the layer's outputs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Classifier(String name, Kind kind, List<Label> classes, LinearHead layer) {

  /** The classifier that distinguishes music from speech and noise. */
  public static final String CONTENT = "content_needledrop";

  /** Its class for music. */
  public static final String MUSIC = "music";

  /** How scores become probabilities. */
  public enum Kind {
    /** Exactly one class applies: softmax. */
    @JsonProperty("exclusive")
    EXCLUSIVE,
    /** Any number of classes applies: sigmoid. */
    @JsonProperty("independent")
    INDEPENDENT
  }

  /**
   * One class.
   *
   * @param genre genre of a style; empty if the class is not a style
   * @param tag spelling in the genre field
   * @param minProbability threshold, 0..1
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Label(
      String name, Optional<String> genre, Optional<String> tag, double minProbability) {
    public Label {
      require(name != null && !name.isBlank(), "classes: name is required");
      require(minProbability >= 0 && minProbability <= 1, "classes: minProbability must be 0 to 1");
      genre = genre == null ? Optional.empty() : genre;
      tag = tag == null ? Optional.empty() : tag;
    }

    /** Returns the spelling in the genre field. */
    public String spelled() {
      return tag.orElse(name);
    }
  }

  public Classifier {
    require(name != null && !name.isBlank(), "name is required");
    require(kind != null, "kind must be exclusive or independent");
    require(classes != null && layer != null, "classes and layer are required");
    require(classes.size() == layer.bias().length, "the layer must have one output per class");
    require(
        classes.stream().map(Label::name).distinct().count() == classes.size(),
        "classes must be distinct");
    classes = List.copyOf(classes);
  }

  private static void require(boolean allowed, String rule) {
    if (!allowed) {
      throw new IllegalArgumentException("classifiers: " + rule);
    }
  }

  /**
   * Returns the probability of each class, 0..1.
   *
   * @param embedding mean embedding of a track
   */
  public float[] probabilities(float[] embedding) {
    float[] scores = layer.scores(embedding);
    return switch (kind) {
      case EXCLUSIVE -> Softmax.of(scores, 1);
      case INDEPENDENT -> logistic(scores);
    };
  }

  private static float[] logistic(float[] scores) {
    float[] probabilities = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = (float) (1 / (1 + Math.exp(-scores[i])));
    }
    return probabilities;
  }
}
