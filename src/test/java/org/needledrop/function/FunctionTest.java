package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.RuntimeApi;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The built function, from event to answer, with everything around it. */
@Timeout(300)
class FunctionTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUCKET = FunctionRig.BUCKET;
  private static final Path TRACK = Path.of("sample-library/one-drop-morning.mp3");
  private static final Path CORRUPT = Path.of("sample-library/corrupt.mp3");

  @TempDir private static Path folder;
  private static FunctionRig rig;

  @BeforeAll
  static void startAll() throws IOException {
    rig = FunctionRig.start();
  }

  @AfterAll
  static void stopAll() {
    rig.close();
  }

  @BeforeEach
  void emptyTheQueue() {
    while (!rig.letters().isEmpty()) {
      // one more
    }
  }

  private static RuntimeApi.Answer invoke(String event) throws Exception {
    return rig.function().invoke(event);
  }

  @Test
  void tagsWhateverAKeyLooksLike() throws Exception {
    List<String> keys =
        List.of("plain.mp3", "100 % of a+b.mp3", "Käse/Füße ä.mp3", "🎵/emoji.mp3", "%2B.mp3");
    for (String key : keys) {
      rig.put(key, TRACK);

      assertThat(invoke(TestEvents.created(key)).succeeded()).isTrue();

      rig.assertTagged(BUCKET, key);
      assertThat(rig.record(key).track().orElseThrow().analysis().result()).isNotNull();
    }
  }

  @Test
  void handlesWhatTheStoreItselfPutsIntoTheQueue() throws Exception {
    String queue = rig.sqs().createQueue(r -> r.queueName("events")).queueUrl();
    String arn =
        rig.sqs()
            .getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    rig.s3().createBucket(r -> r.bucket("watched"));
    QueueConfiguration toQueue =
        QueueConfiguration.builder()
            .queueArn(arn)
            .eventsWithStrings("s3:ObjectCreated:*", "s3:ObjectRemoved:*")
            .build();
    rig.s3()
        .putBucketNotificationConfiguration(
            r ->
                r.bucket("watched").notificationConfiguration(n -> n.queueConfigurations(toQueue)));
    rig.s3().putObject(r -> r.bucket("watched").key("in/Käse + 100 %.mp3"), TRACK);

    // The first round tags it; the second handles the events of our own writes.
    for (int round = 0; round < 2; round++) {
      List<String> bodies = rig.take(queue).stream().map(Message::body).toList();
      assertThat(bodies).isNotEmpty();
      assertThat(invoke(TestEvents.messages(bodies)).body())
          .isEqualTo("{\"batchItemFailures\":[]}");
    }

    rig.assertTagged("watched", "in/Käse + 100 %.mp3");
    assertThat(rig.take(queue)).isEmpty();
  }

  @Test
  void understandsStoresThatSendKeysRaw() throws Exception {
    rig.put("raw + 100%.mp3", TRACK);

    assertThat(invoke(TestEvents.createdRaw("raw + 100%.mp3")).succeeded()).isTrue();

    rig.assertTagged(BUCKET, "raw + 100%.mp3");
  }

  @Test
  void itsOwnWriteStartsNothing() throws Exception {
    rig.put("own.mp3", Path.of("sample-library/werner-hacienda.mp3"));
    invoke(TestEvents.created("own.mp3"));
    String etag = rig.etag("own.mp3");
    double scored = rig.snippetsScored();

    assertThat(invoke(TestEvents.created("own.mp3")).succeeded()).isTrue();

    assertThat(rig.snippetsScored()).isEqualTo(scored);
    assertThat(rig.etag("own.mp3")).isEqualTo(etag);
  }

  @Test
  void keepsTheOlderVersionInAVersionedBucket() throws Exception {
    rig.s3().createBucket(r -> r.bucket("versioned"));
    rig.s3()
        .putBucketVersioning(
            r ->
                r.bucket("versioned")
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    rig.s3().putObject(r -> r.bucket("versioned").key("song.mp3"), TRACK);

    invoke(TestEvents.eventBridge("versioned", "song.mp3"));

    rig.assertTagged("versioned", "song.mp3");
    assertThat(rig.s3().listObjectVersions(r -> r.bucket("versioned").prefix("song")).versions())
        .hasSize(2);
  }

  @Test
  void aPoisonedFileAmongTenGoesToTheDeadLettersAlone() throws Exception {
    for (int i = 0; i < 10; i++) {
      rig.put("batch-%d.mp3".formatted(i), i == 4 ? CORRUPT : TRACK);
    }
    String batch =
        TestEvents.messages(
            IntStream.range(0, 10)
                .mapToObj(i -> TestEvents.created("batch-%d.mp3".formatted(i)))
                .toList());

    RuntimeApi.Answer answer = invoke(batch);

    assertThat(answer.body()).isEqualTo("{\"batchItemFailures\":[]}");
    for (int i = 0; i < 10; i++) {
      if (i != 4) {
        rig.assertTagged(BUCKET, "batch-%d.mp3".formatted(i));
      }
    }
    List<Message> letters = rig.letters();
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().messageAttributes().get("reason").stringValue())
        .startsWith("s3://music/batch-4.mp3: ");
    assertThat(letters.getFirst().messageAttributes().get("stage").stringValue())
        .isIn("hash", "decode");
    assertThat(rig.record("batch-4.mp3").failure()).isPresent();
    invoke(batch);
    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void givesBackWhatItHasNoTimeFor() throws Exception {
    rig.put("late.mp3", TRACK);

    RuntimeApi.Answer answer =
        rig.function()
            .invoke(
                TestEvents.messages(List.of(TestEvents.created("late.mp3"))),
                Duration.ofSeconds(4));

    assertThat(answer.body()).contains("\"itemIdentifier\":\"message-0\"");
    assertThat(rig.customFields(BUCKET, "late.mp3")).isEmpty();
  }

  @Test
  void anUnreadableMessageIsADeadLetter() throws Exception {
    RuntimeApi.Answer answer = invoke(TestEvents.messages(List.of("no event at all")));

    assertThat(answer.body()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(rig.letters()).extracting(Message::body).containsExactly("no event at all");
  }

  @Test
  void answersBatchOperationsOfBothSchemas() throws Exception {
    rig.put("job a.mp3", TRACK);
    rig.put("job-b.mp3", CORRUPT);
    String first =
        """
        {"invocationSchemaVersion":"1.0","invocationId":"i1","job":{"id":"j"},"tasks":[
          {"taskId":"t1","s3Key":"job+a.mp3","s3BucketArn":"arn:aws:s3:::music"}]}""";
    String second =
        """
        {"invocationSchemaVersion":"2.0","invocationId":"i2","job":{"id":"j"},"tasks":[
          {"taskId":"t2","s3Key":"job-b.mp3","s3Bucket":"music"}]}""";

    JsonNode ofFirst = JSON.readTree(invoke(first).body());
    JsonNode ofSecond = JSON.readTree(invoke(second).body());

    assertThat(ofFirst.path("invocationId").asText()).isEqualTo("i1");
    assertThat(ofFirst.at("/results/0/taskId").asText()).isEqualTo("t1");
    assertThat(ofFirst.at("/results/0/resultCode").asText()).isEqualTo("Succeeded");
    assertThat(ofSecond.at("/results/0/resultCode").asText()).isEqualTo("PermanentFailure");
    assertThat(ofSecond.at("/results/0/resultString").asText()).contains("s3://music/job-b.mp3");
    rig.assertTagged(BUCKET, "job a.mp3");
  }

  @Test
  void aWebhookNeedsItsToken() throws Exception {
    rig.put("hook.mp3", TRACK);
    assertThat(invoke(TestEvents.webhook(TestEvents.created("hook.mp3"), "Bearer wrong")).body())
        .contains("401");
    assertThat(rig.customFields(BUCKET, "hook.mp3")).isEmpty();

    assertThat(invoke(TestEvents.webhook(TestEvents.created("hook.mp3"), "Bearer secret")).body())
        .contains("200");

    rig.assertTagged(BUCKET, "hook.mp3");
  }

  @Test
  void aDeletedObjectLeavesTheIndex() throws Exception {
    rig.put("gone.mp3", TRACK);
    invoke(TestEvents.created("gone.mp3"));
    assertThat(rig.record("gone.mp3").track()).isPresent();
    rig.s3().deleteObject(r -> r.bucket(BUCKET).key("gone.mp3"));

    invoke(TestEvents.deleted("gone.mp3"));

    assertThat(rig.record("gone.mp3").track()).isEmpty();
  }

  @Test
  void skipsWhatIsNoAudioAndWhatIsGone() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "only words, and no music at all");
    rig.put("notes.txt", text);

    assertThat(invoke(TestEvents.created("notes.txt")).succeeded()).isTrue();
    assertThat(invoke(TestEvents.created("never-there.mp3")).succeeded()).isTrue();
    assertThat(
            invoke("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}")
                .succeeded())
        .isTrue();

    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void tagsAudioWhoseKeyHasNoExtension() throws Exception {
    rig.put("uploads/4711", TRACK);

    invoke(TestEvents.sns(TestEvents.created("uploads/4711")));

    rig.assertTagged(BUCKET, "uploads/4711");
  }

  @Test
  void staysBelow512MegabytesWithTenMinutesOfMusic() throws Exception {
    Path longTrack = folder.resolve("long.mp3");
    FunctionRig.repeat(TRACK, 600, longTrack);
    rig.put("long.mp3", longTrack);

    invoke(TestEvents.created("long.mp3"));

    rig.assertTagged(BUCKET, "long.mp3");
    assertThat(rig.function().peakMegabytes()).isLessThan(512);
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
}
