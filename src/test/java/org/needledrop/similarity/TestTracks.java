package org.needledrop.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.needledrop.audio.Metadata;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;

/** Tracks to be found. */
public final class TestTracks {

  public static final String METHOD = "model 1";

  private TestTracks() {}

  /** Two genres alike; half of it rock, as its only snippet says. */
  public static IndexedTrack track(String id, float... embedding) {
    return track(id, METHOD, new float[] {0.5f, 0.5f}, embedding);
  }

  public static IndexedTrack track(
      String id, String method, float[] probabilities, float... embedding) {
    List<String> genres = genres(probabilities.length);
    Timeline timeline = new Timeline(3, 3, probabilities.length, new byte[probabilities.length]);
    TrackScores scores = new TrackScores(probabilities, embedding, timeline);
    return new IndexedTrack(
        id,
        "/music/" + id + ".mp3",
        Metadata.NONE,
        method,
        180,
        genres,
        Optional.of(genres.get(scores.topGenre())),
        Optional.empty(),
        Optional.of(scores));
  }

  public static IndexedTrack abstained(IndexedTrack track, String reason) {
    return new IndexedTrack(
        track.audioHash(),
        track.path(),
        track.metadata(),
        track.model(),
        track.seconds(),
        track.genres(),
        Optional.empty(),
        Optional.of(reason),
        track.scores());
  }

  /** Nothing was scored. */
  public static IndexedTrack silent(String id) {
    return new IndexedTrack(
        id,
        "/music/" + id + ".mp3",
        Metadata.NONE,
        METHOD,
        4,
        genres(2),
        Optional.empty(),
        Optional.of("silent"),
        Optional.empty());
  }

  public static IndexedTrack at(String path, IndexedTrack track) {
    return new IndexedTrack(
        track.audioHash(),
        path,
        track.metadata(),
        track.model(),
        track.seconds(),
        track.genres(),
        track.genre(),
        track.abstained(),
        track.scores());
  }

  public static IndexedTrack tagged(Metadata metadata, IndexedTrack track) {
    return new IndexedTrack(
        track.audioHash(),
        track.path(),
        metadata,
        track.model(),
        track.seconds(),
        track.genres(),
        track.genre(),
        track.abstained(),
        track.scores());
  }

  /** Normally distributed embeddings: no worse case is to be met. */
  public static List<IndexedTrack> random(int count, int embeddingSize, long seed) {
    Random random = new Random(seed);
    List<IndexedTrack> tracks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] embedding = new float[embeddingSize];
      for (int d = 0; d < embeddingSize; d++) {
        embedding[d] = (float) random.nextGaussian();
      }
      tracks.add(track("t" + i, embedding));
    }
    return tracks;
  }

  private static List<String> genres(int count) {
    return List.of("rock", "jazz", "pop", "metal", "blues").subList(0, count);
  }
}
