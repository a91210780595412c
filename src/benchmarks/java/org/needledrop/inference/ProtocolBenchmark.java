package org.needledrop.inference;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request of 64 snippets costs to read, as raw bytes and as numbers in JSON. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProtocolBenchmark {

  private static final List<Integer> SHAPE = List.of(64, 128, 39);

  private Message binary;
  private Message numbers;

  @Setup
  public void write() {
    byte[] levels = new byte[64 * 128 * 39];
    new Random(1).nextBytes(levels);
    Tensor logMel = new Tensor("log_mel", Datatype.UINT8, SHAPE, levels);
    binary = TensorWriter.message(InferRequest.binary(logMel));
    String values =
        IntStream.range(0, levels.length)
            .mapToObj(i -> String.valueOf(Byte.toUnsignedInt(levels[i])))
            .collect(Collectors.joining(","));
    String json =
        """
        {"inputs":[{"name":"log_mel","datatype":"UINT8","shape":%s,"data":[%s]}]}"""
            .formatted(SHAPE, values);
    numbers = new Message(json.getBytes(StandardCharsets.UTF_8), OptionalInt.empty());
  }

  @Benchmark
  public InferRequest readBinary() {
    return TensorReader.request(binary);
  }

  @Benchmark
  public InferRequest readNumbers() {
    return TensorReader.request(numbers);
  }
}
