package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.needledrop.bucket.BucketRecord;
import org.needledrop.bucket.BucketRecords;
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.servers.WorkerProcess;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The function that was built, in AWS' own runtime client, with a store, a queue and a worker, each
 * a process of its own. The bucket {@code music} is there.
 */
final class FunctionRig implements AutoCloseable {

  static final String BUCKET = "music";

  private final Server aws = Server.moto();
  private final Server worker = WorkerProcess.start();
  private final S3Client s3;
  private final SqsClient sqs;
  private final String deadLetters;
  private final FunctionProcess function;

  private FunctionRig(String... jvmOptions) throws IOException {
    TestCredentials.use();
    s3 = TestCredentials.s3(aws.address());
    sqs = TestCredentials.sqs(aws.address());
    s3.createBucket(r -> r.bucket(BUCKET));
    deadLetters = sqs.createQueue(r -> r.queueName("dead-letters")).queueUrl();
    function =
        FunctionProcess.start(
            Map.of(
                "NEEDLEDROP_SCORER", worker.address().toString(),
                "NEEDLEDROP_S3_ENDPOINT", aws.address().toString(),
                "NEEDLEDROP_SQS_ENDPOINT", aws.address().toString(),
                "NEEDLEDROP_DEAD_LETTERS", deadLetters,
                "NEEDLEDROP_WEBHOOK_TOKEN", "secret",
                "NEEDLEDROP_FFMPEG", ffmpeg()),
            jvmOptions);
  }

  static FunctionRig start(String... jvmOptions) throws IOException {
    return new FunctionRig(jvmOptions);
  }

  /** The one that comes with Needledrop. */
  static String ffmpeg() {
    Path ffmpeg = Path.of("target/ffmpeg/ffmpeg").toAbsolutePath();
    ffmpeg.toFile().setExecutable(true); // as the command line does where it finds it
    return ffmpeg.toString();
  }

  /** Another function on the same store, which scores by itself. */
  FunctionProcess startLocal(Path layer) throws IOException {
    return FunctionProcess.start(
        Map.of(
            "NEEDLEDROP_SCORER", "local",
            "NEEDLEDROP_LAYER", layer.toString(),
            "NEEDLEDROP_S3_ENDPOINT", aws.address().toString(),
            "NEEDLEDROP_FFMPEG", ffmpeg()));
  }

  /** Repeats an MP3 until it has this duration, without encoding it again. */
  static void repeat(Path track, int seconds, Path target)
      throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(
                ffmpeg(),
                "-nostdin",
                "-y",
                "-v",
                "error",
                "-stream_loop",
                "15",
                "-i",
                track.toString(),
                "-t",
                String.valueOf(seconds),
                "-map",
                "0:a",
                "-c",
                "copy",
                target.toString())
            .start()
            .waitFor();
    assertThat(exit).isZero();
  }

  /** The one that the build made for this machine's kind of processor. */
  static Path scoringLayer() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return FunctionProcess.BUILD.resolve("scoring-layer").resolve(arm ? "arm64" : "x86_64");
  }

  FunctionProcess function() {
    return function;
  }

  S3Client s3() {
    return s3;
  }

  SqsClient sqs() {
    return sqs;
  }

  void put(String key, Path file) {
    s3.putObject(r -> r.bucket(BUCKET).key(key), file);
  }

  String etag(String key) {
    return s3.headObject(r -> r.bucket(BUCKET).key(key)).eTag();
  }

  void assertTagged(String bucket, String key) throws IOException {
    assertThat(customFields(bucket, key))
        .containsKeys(TagNames.MODEL, TagNames.AUDIO, TagNames.probability("reggae"));
  }

  /** What Needledrop wrote into an MP3. */
  Map<String, String> customFields(String bucket, String key) throws IOException {
    Path folder = Files.createTempDirectory("read");
    Path file = folder.resolve("track.mp3");
    try {
      s3.getObject(r -> r.bucket(bucket).key(key), ResponseTransformer.toFile(file));
      return new TagReader().read(file, TagFormat.MP3).customFields();
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  BucketRecord record(String key) {
    try (S3ObjectStore store = S3ObjectStore.open(Optional.of(aws.address()))) {
      return new BucketRecords(store, Optional.empty())
          .find(new ObjectKey(BUCKET, key))
          .orElseThrow();
    }
  }

  List<Message> letters() {
    return take(deadLetters);
  }

  /** What is in a queue, at most ten, which are gone from it then. */
  List<Message> take(String queue) {
    List<Message> messages =
        sqs.receiveMessage(
                r -> r.queueUrl(queue).maxNumberOfMessages(10).messageAttributeNames("All"))
            .messages();
    messages.forEach(
        one -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(one.receiptHandle())));
    return messages;
  }

  /** By the worker, since it was started. */
  double snippetsScored() throws IOException, InterruptedException {
    URI metrics = worker.address().resolve("/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith("needledrop_snippets_total"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  @Override
  public void close() {
    function.close();
    worker.close();
    aws.close();
    s3.close();
    sqs.close();
  }
}
