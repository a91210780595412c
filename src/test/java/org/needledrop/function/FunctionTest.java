package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.bucket.BucketRecord;
import org.needledrop.bucket.BucketRecords;
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.RuntimeApi;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.servers.WorkerProcess;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.TagReader;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The function that was built, in AWS' own runtime client, with a store, a queue and a worker, each
 * a process of its own.
 */
@Timeout(300)
class FunctionTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUCKET = "music";
  private static final Path TRACK = Path.of("sample-library/one-drop-morning.mp3");

  @TempDir private static Path folder;
  private static Server aws;
  private static Server worker;
  private static FunctionProcess function;
  private static S3Client s3;
  private static SqsClient sqs;
  private static String deadLetters;
  private static int sequence = 0x100;

  @BeforeAll
  static void startAll() throws IOException {
    TestCredentials.use();
    aws = Server.moto();
    worker = WorkerProcess.start();
    s3 =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .forcePathStyle(true)
            .endpointOverride(aws.address())
            .build();
    sqs =
        SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(aws.address())
            .build();
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
                "NEEDLEDROP_FFMPEG", ffmpeg()));
  }

  private static String ffmpeg() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/ffmpeg"))) {
      return files.findFirst().orElseThrow().toAbsolutePath().toString();
    }
  }

  @AfterAll
  static void stopAll() {
    function.close();
    worker.close();
    aws.close();
    s3.close();
    sqs.close();
  }

  @BeforeEach
  void emptyTheQueue() {
    while (!letters().isEmpty()) {
      // one more
    }
  }

  @Test
  void tagsWhateverAKeyLooksLike() throws Exception {
    List<String> keys =
        List.of("plain.mp3", "100 % of a+b.mp3", "Käse/Füße ä.mp3", "🎵/emoji.mp3", "%2B.mp3");
    for (String key : keys) {
      put(key, TRACK);

      assertThat(function.invoke(s3Event(key)).succeeded()).isTrue();

      assertTagged(BUCKET, key);
      assertThat(record(BUCKET, key).track().orElseThrow().analysis().hearing()).isNotNull();
    }
  }

  @Test
  void worksOffWhatTheStoreItselfPutsIntoTheQueue() throws Exception {
    String queue = sqs.createQueue(r -> r.queueName("events")).queueUrl();
    String arn =
        sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    s3.createBucket(r -> r.bucket("watched"));
    QueueConfiguration toQueue =
        QueueConfiguration.builder()
            .queueArn(arn)
            .eventsWithStrings("s3:ObjectCreated:*", "s3:ObjectRemoved:*")
            .build();
    s3.putBucketNotificationConfiguration(
        r -> r.bucket("watched").notificationConfiguration(n -> n.queueConfigurations(toQueue)));
    s3.putObject(r -> r.bucket("watched").key("in/Käse + 100 %.mp3"), TRACK);

    // The first round tags it; the second works off what our own writes gave rise to.
    for (int round = 0; round < 2; round++) {
      List<String> bodies = take(queue).stream().map(Message::body).toList();
      assertThat(bodies).isNotEmpty();
      assertThat(function.invoke(messages(bodies)).body()).isEqualTo("{\"batchItemFailures\":[]}");
    }

    assertTagged("watched", "in/Käse + 100 %.mp3");
    assertThat(take(queue)).isEmpty();
  }

  @Test
  void understandsStoresThatSendKeysRaw() throws Exception {
    put("raw + 100%.mp3", TRACK);

    assertThat(function.invoke(s3EventOfEncoded("raw + 100%.mp3")).succeeded()).isTrue();

    assertTagged(BUCKET, "raw + 100%.mp3");
  }

  @Test
  void itsOwnWriteStartsNothing() throws Exception {
    put("own.mp3", Path.of("sample-library/werner-hacienda.mp3"));
    function.invoke(s3Event("own.mp3"));
    String etag = etag(BUCKET, "own.mp3");
    double scored = snippetsScored();

    assertThat(function.invoke(s3Event("own.mp3")).succeeded()).isTrue();

    assertThat(snippetsScored()).isEqualTo(scored);
    assertThat(etag(BUCKET, "own.mp3")).isEqualTo(etag);
  }

  @Test
  void keepsTheOlderVersionInAVersionedBucket() throws Exception {
    s3.createBucket(r -> r.bucket("versioned"));
    s3.putBucketVersioning(
        r ->
            r.bucket("versioned")
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    s3.putObject(r -> r.bucket("versioned").key("song.mp3"), TRACK);

    function.invoke(eventBridge("versioned", "song.mp3", "Object Created"));

    assertTagged("versioned", "song.mp3");
    assertThat(s3.listObjectVersions(r -> r.bucket("versioned").prefix("song")).versions())
        .hasSize(2);
  }

  @Test
  void aPoisonedFileAmongTenGoesToTheDeadLettersAlone() throws Exception {
    for (int i = 0; i < 10; i++) {
      put("batch-%d.mp3".formatted(i), i == 4 ? Path.of("sample-library/corrupt.mp3") : TRACK);
    }
    String batch =
        messages(
            IntStream.range(0, 10).mapToObj(i -> s3Event("batch-%d.mp3".formatted(i))).toList());

    RuntimeApi.Answer answer = function.invoke(batch);

    assertThat(answer.body()).isEqualTo("{\"batchItemFailures\":[]}");
    for (int i = 0; i < 10; i++) {
      if (i != 4) {
        assertTagged(BUCKET, "batch-%d.mp3".formatted(i));
      }
    }
    List<Message> letters = letters();
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().messageAttributes().get("reason").stringValue())
        .startsWith("s3://music/batch-4.mp3: ");
    assertThat(letters.getFirst().messageAttributes().get("stage").stringValue())
        .isIn("hash", "decode");
    assertThat(record(BUCKET, "batch-4.mp3").failure()).isPresent();
    function.invoke(batch);
    assertThat(letters()).isEmpty();
  }

  @Test
  void givesBackWhatItHasNoTimeFor() throws Exception {
    put("late.mp3", TRACK);

    RuntimeApi.Answer answer =
        function.invoke(messages(List.of(s3Event("late.mp3"))), Duration.ofSeconds(4));

    assertThat(answer.body()).contains("\"itemIdentifier\":\"message-0\"");
    assertThat(new S3ObjectOf(BUCKET, "late.mp3").marks()).isEmpty();
  }

  @Test
  void aMessageThatNobodyCanReadIsADeadLetter() throws Exception {
    RuntimeApi.Answer answer = function.invoke(messages(List.of("no event at all")));

    assertThat(answer.body()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(letters()).extracting(Message::body).containsExactly("no event at all");
  }

  @Test
  void answersBatchOperationsOfBothSchemas() throws Exception {
    put("job a.mp3", TRACK);
    put("job-b.mp3", Path.of("sample-library/corrupt.mp3"));
    String first =
        """
        {"invocationSchemaVersion":"1.0","invocationId":"i1","job":{"id":"j"},"tasks":[
          {"taskId":"t1","s3Key":"job+a.mp3","s3BucketArn":"arn:aws:s3:::music"}]}""";
    String second =
        """
        {"invocationSchemaVersion":"2.0","invocationId":"i2","job":{"id":"j"},"tasks":[
          {"taskId":"t2","s3Key":"job-b.mp3","s3Bucket":"music"}]}""";

    JsonNode ofFirst = JSON.readTree(function.invoke(first).body());
    JsonNode ofSecond = JSON.readTree(function.invoke(second).body());

    assertThat(ofFirst.path("invocationId").asText()).isEqualTo("i1");
    assertThat(ofFirst.at("/results/0/taskId").asText()).isEqualTo("t1");
    assertThat(ofFirst.at("/results/0/resultCode").asText()).isEqualTo("Succeeded");
    assertThat(ofSecond.at("/results/0/resultCode").asText()).isEqualTo("PermanentFailure");
    assertThat(ofSecond.at("/results/0/resultString").asText()).contains("s3://music/job-b.mp3");
    assertTagged(BUCKET, "job a.mp3");
  }

  @Test
  void aWebhookNeedsItsToken() throws Exception {
    put("hook.mp3", TRACK);
    assertThat(function.invoke(webhook("hook.mp3", "Bearer wrong")).body()).contains("401");
    assertThat(new S3ObjectOf(BUCKET, "hook.mp3").marks()).isEmpty();

    assertThat(function.invoke(webhook("hook.mp3", "Bearer secret")).body()).contains("200");

    assertTagged(BUCKET, "hook.mp3");
  }

  @Test
  void aDeletedObjectLeavesTheIndex() throws Exception {
    put("gone.mp3", TRACK);
    function.invoke(s3Event("gone.mp3"));
    assertThat(record(BUCKET, "gone.mp3").track()).isPresent();
    s3.deleteObject(r -> r.bucket(BUCKET).key("gone.mp3"));

    function.invoke(s3Event("gone.mp3").replace("ObjectCreated:Put", "ObjectRemoved:Delete"));

    assertThat(record(BUCKET, "gone.mp3").track()).isEmpty();
  }

  @Test
  void skipsWhatIsNoAudioAndWhatIsGone() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "only words, and no music at all");
    put("notes.txt", text);

    assertThat(function.invoke(s3Event("notes.txt")).succeeded()).isTrue();
    assertThat(function.invoke(s3Event("never-there.mp3")).succeeded()).isTrue();
    assertThat(
            function
                .invoke("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}")
                .succeeded())
        .isTrue();

    assertThat(letters()).isEmpty();
  }

  @Test
  void tagsAudioWhoseKeyHasNoExtension() throws Exception {
    put("uploads/4711", TRACK);

    function.invoke(sns(s3Event("uploads/4711")));

    assertTagged(BUCKET, "uploads/4711");
  }

  @Test
  void staysBelow512MegabytesWithTenMinutesOfMusic() throws Exception {
    Path longTrack = folder.resolve("long.mp3");
    int exit =
        new ProcessBuilder(
                ffmpeg(),
                "-nostdin",
                "-v",
                "error",
                "-stream_loop",
                "15",
                "-i",
                TRACK.toString(),
                "-t",
                "600",
                "-map",
                "0:a",
                "-c",
                "copy",
                longTrack.toString())
            .start()
            .waitFor();
    assertThat(exit).isZero();
    put("long.mp3", longTrack);

    function.invoke(s3Event("long.mp3"));

    assertTagged(BUCKET, "long.mp3");
    assertThat(function.peakMegabytes()).isLessThan(512);
  }

  @Test
  void holdsNoLibtorchAndNoCommandLine() throws IOException {
    try (ZipFile zip = new ZipFile(FunctionProcess.BUILD.resolve("function.zip").toFile())) {
      List<String> names = zip.stream().map(ZipEntry::getName).toList();
      assertThat(names).isNotEmpty().noneMatch(FunctionTest::isForeign);
    }
    try (Stream<Path> jars = Files.list(FunctionProcess.BUILD.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          assertThat(zip.stream().map(ZipEntry::getName)).noneMatch(FunctionTest::isForeign);
        }
      }
    }
  }

  private static boolean isForeign(String name) {
    return name.startsWith("ai/djl/")
        || name.startsWith("picocli/")
        || name.contains("libtorch")
        || name.contains("ai.djl");
  }

  private static void put(String key, Path file) {
    s3.putObject(r -> r.bucket(BUCKET).key(key), file);
  }

  private static String etag(String bucket, String key) {
    return s3.headObject(r -> r.bucket(bucket).key(key)).eTag();
  }

  private static void assertTagged(String bucket, String key) throws IOException {
    assertThat(new S3ObjectOf(bucket, key).marks())
        .containsKeys(TagNames.MODEL, TagNames.AUDIO, TagNames.probability("reggae"));
  }

  /** An object, and what a reader of tags finds in it. */
  private record S3ObjectOf(String bucket, String key) {
    Map<String, String> marks() throws IOException {
      Path file = Files.createTempFile(folder, "read", ".mp3");
      Files.delete(file);
      s3.getObject(r -> r.bucket(bucket).key(key), ResponseTransformer.toFile(file));
      return new TagReader().read(file, TagFormat.MP3).marks();
    }
  }

  private static BucketRecord record(String bucket, String key) {
    try (S3ObjectStore store = S3ObjectStore.open(Optional.of(aws.address()))) {
      return new BucketRecords(store, Optional.empty())
          .find(new ObjectKey(bucket, key))
          .orElseThrow();
    }
  }

  private static List<Message> letters() {
    return take(deadLetters);
  }

  /** What is in a queue, at most ten, which are gone from it then. */
  private static List<Message> take(String queue) {
    List<Message> messages =
        sqs.receiveMessage(
                r -> r.queueUrl(queue).maxNumberOfMessages(10).messageAttributeNames("All"))
            .messages();
    messages.forEach(
        one -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(one.receiptHandle())));
    return messages;
  }

  private static double snippetsScored() throws Exception {
    URI metrics = worker.address().resolve("/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith("needledrop_snippets_total"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  private static String s3Event(String key) {
    return s3EventOfEncoded(URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  private static String s3EventOfEncoded(String key) {
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put",
    "s3":{"bucket":{"name":"music"},"object":{"key":"%s","sequencer":"%016X"}}}]}"""
        .formatted(key, sequence++);
  }

  private static String eventBridge(String bucket, String key, String type) {
    return """
    {"version":"0","detail-type":"%s","source":"aws.s3","detail":
    {"bucket":{"name":"%s"},"object":{"key":"%s","sequencer":"%016X"}}}"""
        .formatted(type, bucket, key, sequence++);
  }

  private static String messages(List<String> bodies) {
    return IntStream.range(0, bodies.size())
        .mapToObj(
            i ->
                """
                {"messageId":"message-%d","eventSource":"aws:sqs","body":%s}"""
                    .formatted(i, quoted(bodies.get(i))))
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  private static String sns(String message) {
    return """
    {"Records":[{"EventSource":"aws:sns","Sns":{"Type":"Notification","Message":%s}}]}"""
        .formatted(quoted(message));
  }

  private static String webhook(String key, String authorization) {
    return """
    {"version":"2.0","requestContext":{"http":{"method":"POST"}},"isBase64Encoded":false,
    "headers":{"authorization":"%s"},"body":%s}"""
        .formatted(authorization, quoted(s3Event(key)));
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
