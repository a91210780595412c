package org.needledrop.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.RuntimeApi;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.WriteCondition;
import org.needledrop.storage.s3.S3ObjectStore;
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
import software.amazon.awssdk.services.s3.S3Client;

/**
 * From the start of the function's JVM to its first answer, by way of AWS' runtime client: to an
 * event that calls for nothing, and to one for which the store is asked; with a worker, and scoring
 * by itself. Needs the function built.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 7)
@Fork(1)
public class ColdStartBenchmark {

  private static final String NOTHING = "{\"Event\":\"s3:TestEvent\"}";
  private static final String TEXT =
      """
      {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{
      "bucket":{"name":"music"},"object":{"key":"notes"}}}]}""";

  /** Whether the JVM has an AOT cache of an earlier run. */
  @Param({"false", "true"})
  private boolean aotCache;

  @Param({"http://localhost:1", "local"})
  private String scorer;

  private Server store;
  private String[] options;

  @Setup
  public void train() throws Exception {
    TestCredentials.use();
    store = Server.moto();
    try (S3Client s3 = TestCredentials.s3(store.address());
        S3ObjectStore objects = S3ObjectStore.open(Optional.of(store.address()))) {
      s3.createBucket(r -> r.bucket("music"));
      objects.upload(
          Path.of("README.md"),
          new ObjectKey("music", "notes"),
          ObjectAttributes.NONE,
          new WriteCondition.Absent());
    }
    Path cache =
        FunctionProcess.BUILD.resolve("function-%s.aot".formatted(scorer.replaceAll("\\W", "")));
    options = aotCache ? new String[] {"-XX:AOTCache=" + cache} : new String[0];
    if (aotCache && Files.notExists(cache)) {
      FunctionProcess trained = start("-XX:AOTCacheOutput=" + cache);
      trained.invoke(TEXT);
      trained.stop();
    }
  }

  private FunctionProcess start(String... jvmOptions) throws Exception {
    return FunctionProcess.start(
        Map.of(
            "NEEDLEDROP_SCORER",
            scorer,
            "NEEDLEDROP_LAYER",
            FunctionRig.scoringLayer().toString(),
            "NEEDLEDROP_FFMPEG",
            "/bin/true",
            "NEEDLEDROP_S3_ENDPOINT",
            store.address().toString()),
        jvmOptions);
  }

  @TearDown
  public void stopStore() {
    store.close();
  }

  @Benchmark
  public RuntimeApi.Answer nothing() throws Exception {
    try (FunctionProcess function = start(options)) {
      return function.invoke(NOTHING);
    }
  }

  @Benchmark
  public RuntimeApi.Answer object() throws Exception {
    try (FunctionProcess function = start(options)) {
      return function.invoke(TEXT);
    }
  }
}
