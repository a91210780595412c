package org.needledrop.similarity.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.audio.Metadata;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilaritySearch;

/**
 * A library in two dimensions.
 *
 * @param points tracks with an embedding, or an even sample of them
 * @param total number of tracks with an embedding
 */
public record LibraryMap(List<Point> points, int total) {

  public LibraryMap {
    points = List.copyOf(points);
  }

  /** A track's coordinates, each about -1..1. */
  public record Point(
      String audioHash,
      String path,
      Metadata metadata,
      Optional<String> genre,
      double x,
      double y) {}

  /**
   * Projects the tracks of one model.
   *
   * @param limit maximum number of points
   */
  public static LibraryMap of(SimilaritySearch search, String model, int limit) {
    List<IndexedTrack> sample = new ArrayList<>();
    int total = 0;
    int step = 1;
    for (IndexedTrack track : (Iterable<IndexedTrack>) search.all()::iterator) {
      if (hasPlace(track, model) && total++ % step == 0) {
        sample.add(track);
      }
      if (sample.size() > limit) {
        sample = everySecond(sample);
        step *= 2;
      }
    }
    return new LibraryMap(points(sample), total);
  }

  private static boolean hasPlace(IndexedTrack track, String model) {
    return track.model().equals(model)
        && track.scores().filter(scores -> scores.embedding().length > 1).isPresent();
  }

  private static List<IndexedTrack> everySecond(List<IndexedTrack> tracks) {
    List<IndexedTrack> half = new ArrayList<>();
    for (int i = 0; i < tracks.size(); i += 2) {
      half.add(tracks.get(i));
    }
    return half;
  }

  private static List<Point> points(List<IndexedTrack> tracks) {
    if (tracks.isEmpty()) {
      return List.of();
    }
    Projection projection = Projection.of(tracks);
    return tracks.stream()
        .map(
            track -> {
              double[] place = projection.place(track);
              return new Point(
                  track.audioHash(),
                  track.path(),
                  track.metadata(),
                  track.genre(),
                  place[0],
                  place[1]);
            })
        .toList();
  }
}
