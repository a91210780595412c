package org.needledrop.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.needledrop.servers.FunctionProcess;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A track of 3.5 minutes through a warm function: scored by a worker on the same machine, and by
 * the function itself. Under {@code taskset -c 0} all share one processor, as a function of
 * Lambda's with 1,769 MB has one. Needs the function built.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class FunctionTrackBenchmark {

  private static final int SECONDS = 210;

  private Path track;
  private FunctionRig rig;
  private FunctionProcess local;
  private String event;
  private int number;

  @Setup
  public void start() throws Exception {
    track = Files.createTempFile("track", ".mp3");
    FunctionRig.repeat(Path.of("sample-library/one-drop-morning.mp3"), SECONDS, track);
    rig = FunctionRig.start();
    local = rig.startLocal(FunctionRig.scoringLayer());
  }

  @Setup(Level.Invocation)
  public void put() {
    String key = "track %d.mp3".formatted(number++);
    rig.put(key, track);
    event = TestEvents.created(key);
  }

  @TearDown
  public void stop() throws Exception {
    local.close();
    rig.close();
    Files.delete(track);
  }

  @Benchmark
  public boolean worker() throws Exception {
    return succeeded(rig.function());
  }

  @Benchmark
  public boolean local() throws Exception {
    return succeeded(local);
  }

  private boolean succeeded(FunctionProcess function) throws Exception {
    if (!function.invoke(event).succeeded()) {
      throw new IllegalStateException("the function failed");
    }
    return true;
  }
}
