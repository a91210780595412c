package org.needledrop.similarity.lucene;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.needledrop.audio.Metadata;
import org.needledrop.scoring.Softmax;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.SimilarityQuery;

/**
 * Tracks by their numbers. The same number is the same track each time, so millions of them can be
 * gone through without keeping any.
 *
 * @param centres around which tracks lie, each as likely as the others
 * @param spread deviation of an embedding from its centre, in each dimension
 * @param logitSpread deviation of a track's logits from those of its centre
 */
record MadeUpLibrary(List<Centre> centres, double spread, double logitSpread) {

  private static final String METHOD = "model 1";
  private static final int EMBEDDING_SIZE = 384;
  private static final List<String> GENRES =
      List.of(
          "blues",
          "classical",
          "country",
          "disco",
          "hiphop",
          "jazz",
          "metal",
          "pop",
          "reggae",
          "rock");

  /** Snippets in four minutes of music. */
  private static final int SNIPPETS = 80;

  /** An embedding, and a logit for each genre. */
  record Centre(float[] embedding, float[] logits) {}

  /** No worse case is to be met: nothing is near anything. */
  static MadeUpLibrary withoutClusters() {
    return withoutClusters(EMBEDDING_SIZE);
  }

  static MadeUpLibrary withoutClusters(int embeddingSize) {
    return new MadeUpLibrary(
        List.of(new Centre(new float[embeddingSize], new float[GENRES.size()])), 1, 2);
  }

  /** A thousand clusters; two tracks of one have a cosine of about 0.8. */
  static MadeUpLibrary inClusters() {
    SplittableRandom random = new SplittableRandom(1);
    List<Centre> centres = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      centres.add(
          new Centre(
              around(new float[EMBEDDING_SIZE], 1, random),
              around(new float[GENRES.size()], 2, random)));
    }
    return new MadeUpLibrary(centres, 0.5, 0.5);
  }

  IndexedTrack track(int number) {
    Centre centre = centreOf(number);
    float[] embedding = around(centre.embedding, spread, random(number, 2));
    float[] probabilities = probabilities(number);
    SplittableRandom random = random(number, 4);
    byte[] levels = new byte[SNIPPETS * GENRES.size()];
    random.nextBytes(levels);
    TrackScores scores =
        new TrackScores(probabilities, embedding, new Timeline(3, 3, GENRES.size(), levels));
    return new IndexedTrack(
        hash(number),
        "/music/artist %05d/%09d.mp3".formatted(random.nextInt(30_000), number),
        Metadata.NONE,
        METHOD,
        240,
        GENRES,
        Optional.of(GENRES.get(scores.topGenre())),
        Optional.empty(),
        Optional.of(scores));
  }

  /** What {@link #track} would be looked for by, for less work. */
  SimilarityQuery probe(int number, SimilarityMeasure closeness) {
    return switch (closeness) {
      case EMBEDDING ->
          SimilarityQuery.embedding(
              around(centreOf(number).embedding, spread, random(number, 2)), METHOD);
      case GENRE_PROFILE -> SimilarityQuery.genreProfile(probabilities(number), METHOD);
    };
  }

  static String hash(int number) {
    byte[] hash = new byte[32];
    random(number, 5).nextBytes(hash);
    return HexFormat.of().formatHex(hash);
  }

  private float[] probabilities(int number) {
    return Softmax.of(around(centreOf(number).logits, logitSpread, random(number, 3)), 1);
  }

  private Centre centreOf(int number) {
    return centres.get(random(number, 1).nextInt(centres.size()));
  }

  /** One stream for each number and purpose. */
  private static SplittableRandom random(int number, int purpose) {
    return new SplittableRandom((8L * number + purpose) * 0x2545F4914F6CDD1DL);
  }

  private static float[] around(float[] centre, double deviation, SplittableRandom random) {
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + deviation * random.nextGaussian());
    }
    return vector;
  }
}
