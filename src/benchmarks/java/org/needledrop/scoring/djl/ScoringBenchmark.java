package org.needledrop.scoring.djl;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.SnippetScores;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * The network alone, by batch size: the most that a worker can reach. Each thread has a network of
 * its own, as each runner of a worker has.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class ScoringBenchmark {

  /** One thread's network and snippets. */
  @State(Scope.Thread)
  public static class Network {

    @Param({"1", "4", "8", "16", "32"})
    private int batchSize;

    private Scorer scorer;
    private Snippets snippets;

    @Setup
    public void load() {
      Path folder = Path.of("models/genre-musicnn");
      ModelManifest model = ModelManifest.read(folder);
      scorer = DjlScorer.forEachDevice(folder, model, ScoringDevice.AUTO).getFirst().get();
      byte[][] logMels = new byte[batchSize][model.mel().melBands() * model.snippet().frames()];
      Random random = new Random(1);
      for (byte[] logMel : logMels) {
        random.nextBytes(logMel);
      }
      snippets = model.snippets(logMels);
    }

    @TearDown
    public void close() {
      scorer.close();
    }
  }

  /** Snippets a second, beside batches a second. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Count {
    public long snippets;
  }

  @Benchmark
  public SnippetScores score(Network network, Count count) {
    count.snippets += network.batchSize;
    return network.scorer.score(network.snippets);
  }
}
