package org.needledrop.analysis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.Container;
import org.needledrop.scoring.Classifier;
import org.needledrop.scoring.Classifier.Kind;
import org.needledrop.scoring.Classifier.Label;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;

/** A model that knows styles, voice and speech, too; each is a value of the embedding. */
public final class FurtherClasses {

  public static final int HOUSE = 0;
  public static final int TECHNO = 1;
  public static final int VOICE = 2;
  public static final int SPEECH = 3;

  /** The genre of every track here. */
  public static final String GENRE = "disco";

  private static final ModelManifest PLAIN = ModelManifest.read(Path.of("models/genre-musicnn"));

  public static final ModelManifest MODEL =
      new ModelManifest(
          PLAIN.name(),
          PLAIN.version(),
          PLAIN.genres(),
          PLAIN.mel(),
          PLAIN.snippet(),
          PLAIN.embeddingSize(),
          new ModelManifest.Decision(
              PLAIN.decision().sum(), 1, 0.4, Map.of(), OptionalDouble.empty()),
          PLAIN.files(),
          Optional.empty(),
          Optional.empty(),
          Map.of(GENRE, "Disco & More"),
          List.of(
              classifier(
                  "style_needledrop",
                  Kind.INDEPENDENT,
                  List.of(style("house", "House"), style("techno", "Techno")),
                  HOUSE,
                  TECHNO),
              classifier(
                  "voice_instrumental",
                  Kind.EXCLUSIVE,
                  List.of(label("voice"), label("instrumental")),
                  VOICE,
                  -1),
              classifier(
                  Classifier.CONTENT,
                  Kind.EXCLUSIVE,
                  List.of(label("speech"), label(Classifier.MUSIC)),
                  SPEECH,
                  -1)));

  private FurtherClasses() {}

  private static Label style(String name, String tag) {
    return new Label(name, Optional.of(GENRE), Optional.of(tag), 0.5);
  }

  private static Label label(String name) {
    return new Label(name, Optional.empty(), Optional.empty(), 0.5);
  }

  /** Logits are values of the embedding; 0 for a class at -1. */
  private static Classifier classifier(String name, Kind kind, List<Label> labels, int... places) {
    float[][] weights = new float[places.length][PLAIN.embeddingSize()];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        weights[i][places[i]] = 1;
      }
    }
    return new Classifier(name, kind, labels, new LinearHead(weights, new float[places.length]));
  }

  /** Of a track that is disco, with these logits of house, techno, voice and speech. */
  public static Analysis analysis(float... logits) {
    float[] probabilities = new float[PLAIN.genres().size()];
    probabilities[PLAIN.genres().indexOf(GENRE)] = 1;
    TrackScores scores =
        new TrackScores(
            probabilities,
            Arrays.copyOf(logits, PLAIN.embeddingSize()),
            new Timeline(3, 3, probabilities.length, new byte[0]));
    AudioInfo audio =
        new AudioInfo(Container.MP3, "mp3", 44_100, 2, Duration.ofSeconds(30), Optional.empty());
    return new Analysis(
        "hash", AnalysisMethod.parse(MODEL.id()), audio, new ScoringResult.Scored(scores));
  }
}
