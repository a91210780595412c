package org.needledrop.similarity.opensearch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.needledrop.audio.Metadata;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.servers.OpenSearchCluster;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.Neighbour;
import org.needledrop.similarity.SimilarityMeasure;
import org.needledrop.similarity.SimilarityQuery;
import org.needledrop.similarity.TrackFilter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ten nearest of tracks with embeddings in clusters, one question after the other, while all
 * nodes share one machine. Tells besides how fast the tracks were taken, and the recall.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 10)
@Fork(1)
public class OpenSearchBenchmark {

  private static final int SIZE = 384;
  private static final int CLUSTERS = 200;
  private static final int GENRES = 10;
  private static final int SEEDS = 100;
  private static final List<String> GENRE_NAMES =
      IntStream.range(0, GENRES).mapToObj(genre -> "genre " + genre).toList();

  @Param({"10000", "100000"})
  private int tracks;

  @Param({"1", "3"})
  private int nodes;

  private final Random random = new Random(1);
  private final List<float[]> directions = new ArrayList<>();
  private OpenSearchCluster cluster;
  private OpenSearchSearch search;

  @Setup
  public void fill() {
    cluster = OpenSearchCluster.start(nodes, "-Xmx1g");
    OpenSearchAddress address = OpenSearchAddress.parse(cluster.address("music"), Optional.empty());
    List<float[]> centres =
        IntStream.range(0, CLUSTERS).mapToObj(_ -> near(new float[SIZE], 1)).toList();
    long start = System.nanoTime();
    try (OpenSearchIndex index = OpenSearchIndex.open(address)) {
      for (int i = 0; i < tracks; i++) {
        index.put(track(i, near(centres.get(random.nextInt(CLUSTERS)), 0.5)));
      }
      index.commit();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    search = OpenSearchSearch.open(address);
    System.out.printf(
        "%n%d tracks, %d nodes: %.0f tracks/s written, recall@10 %.3f%n",
        tracks, nodes, tracks / seconds, recall());
  }

  private float[] near(float[] centre, double spread) {
    float[] vector = centre.clone();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) (spread * random.nextGaussian());
    }
    return vector;
  }

  private IndexedTrack track(int number, float[] embedding) {
    float[] probabilities = new float[GENRES];
    for (int genre = 0; genre < GENRES; genre++) {
      probabilities[genre] = random.nextFloat() / GENRES;
    }
    byte[] levels = new byte[60 * GENRES];
    random.nextBytes(levels);
    TrackScores scores =
        new TrackScores(probabilities, embedding, new Timeline(3, 3, GENRES, levels));
    directions.add(SimilarityQuery.embedding(embedding, "model").direction());
    return new IndexedTrack(
        "t" + number,
        "/music/artist %d/album/track %d.flac".formatted(number % 1000, number),
        Metadata.NONE,
        "model",
        240,
        GENRE_NAMES,
        Optional.of(GENRE_NAMES.get(scores.topGenre())),
        Optional.empty(),
        Optional.of(scores));
  }

  private double recall() {
    long hits = 0;
    for (int i = 0; i < SEEDS; i++) {
      float[] seed = directions.get(i);
      double[] closeness =
          IntStream.range(0, tracks).mapToDouble(track -> dotProduct(seed, track)).toArray();
      Set<String> nearest =
          IntStream.range(0, tracks)
              .boxed()
              .sorted(Comparator.comparingDouble(track -> -closeness[track]))
              .limit(10)
              .map(track -> "t" + track)
              .collect(Collectors.toSet());
      hits += ask(seed).stream().filter(one -> nearest.contains(one.track().audioHash())).count();
    }
    return hits / (10.0 * SEEDS);
  }

  private double dotProduct(float[] seed, int track) {
    float[] other = directions.get(track);
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += (double) seed[i] * other[i];
    }
    return sum;
  }

  private List<Neighbour> ask(float[] direction) {
    return search.nearest(
        new SimilarityQuery(SimilarityMeasure.EMBEDDING, direction, "model"), TrackFilter.ALL, 10);
  }

  @TearDown
  public void stop() {
    search.close();
    cluster.close();
  }

  @Benchmark
  public List<Neighbour> nearestTen() {
    return ask(directions.get(random.nextInt(tracks)));
  }
}
