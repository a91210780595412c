package org.needledrop.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The built function, in the runtime client that AWS starts it with; or the native executable that
 * the system property {@code needledrop.function} names.
 */
public final class FunctionProcess implements AutoCloseable {

  public static final Path BUILD = Path.of("target/function");

  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String HANDLER =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

  private final RuntimeApi api;
  private final Process process;
  private final AtomicLong peakKilobytes = new AtomicLong();

  private FunctionProcess(RuntimeApi api, Process process) {
    this.api = api;
    this.process = process;
    Thread.ofPlatform().daemon().start(this::watchMemory);
  }

  /**
   * Starts the function with 512 MB of memory, as far as a JVM can be held to it.
   *
   * @param environment its environment variables
   * @param jvmOptions beside those that Lambda's own runtime for Java sets; a native executable
   *     gets none
   */
  public static FunctionProcess start(Map<String, String> environment, String... jvmOptions)
      throws IOException {
    RuntimeApi api = new RuntimeApi();
    String executable = System.getProperty("needledrop.function");
    List<String> command = executable == null ? onJvm(jvmOptions) : List.of(executable);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_RUNTIME_API", api.address());
    all.put("AWS_LAMBDA_FUNCTION_NAME", "needledrop");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    all.put("LAMBDA_TASK_ROOT", BUILD.toString());
    all.put("AWS_REGION", "us-east-1");
    all.put("AWS_ACCESS_KEY_ID", "test");
    all.put("AWS_SECRET_ACCESS_KEY", "testtest");
    builder.environment().putAll(all);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    FunctionProcess function = new FunctionProcess(api, process);
    function.awaitStart();
    return function;
  }

  private static List<String> onJvm(String... options) {
    Path jar = BUILD.resolve("needledrop-runner.jar");
    assertThat(jar).as("the function is built by ./needledrop test before its tests").exists();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", runtimeClient() + ":" + jar, CLIENT, HANDLER));
    return command;
  }

  private static String runtimeClient() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(classPath.split(":"))
        .filter(entry -> entry.contains("aws-lambda-java"))
        .collect(Collectors.joining(":"));
  }

  /**
   * Waits until it is loaded. AWS' client unpacks its native library to one place below /tmp, so of
   * two that start at once one may load what the other is still writing, and crash.
   */
  private void awaitStart() {
    try {
      api.awaitFunction();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IllegalStateException("interrupted while a function starts", e);
    }
  }

  /** Gives it an event, and a minute. */
  public RuntimeApi.Answer invoke(String event) throws Exception {
    return invoke(event, Duration.ofMinutes(1));
  }

  public RuntimeApi.Answer invoke(String event, Duration time) throws Exception {
    return api.invoke(event, time).get(2, TimeUnit.MINUTES);
  }

  /** Tells it to end, as Lambda does, and waits until it has. */
  public void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
    api.close();
  }

  /** Most memory that it and its ffmpeg had together so far, in MB. */
  public long peakMegabytes() {
    return peakKilobytes.get() / 1024;
  }

  private void watchMemory() {
    while (process.isAlive()) {
      long now = ProcessMemory.residentKilobytes(process);
      peakKilobytes.accumulateAndGet(now, Math::max);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }
}
