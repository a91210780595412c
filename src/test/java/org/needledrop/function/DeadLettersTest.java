package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.bucket.BucketRecords;
import org.needledrop.bucket.BucketSetup;
import org.needledrop.bucket.Destination;
import org.needledrop.bucket.FileTagging;
import org.needledrop.bucket.ObjectFilter;
import org.needledrop.failure.MalformedAudio;
import org.needledrop.failure.Stage;
import org.needledrop.journal.TrackRecord;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.servers.Server;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.MessageQueue;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.storage.sqs.SqsQueue;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a queue of dead letters gets, and what happens where it takes none. */
class DeadLettersTest {

  @TempDir private static Path scratch;
  private static Server aws;
  private static SqsClient sqs;
  private static String letters;

  @BeforeAll
  static void start() {
    TestCredentials.use();
    aws = Server.moto();
    sqs = TestCredentials.sqs(aws.address());
    letters = sqs.createQueue(r -> r.queueName("dead-letters")).queueUrl();
    try (S3Client s3 = TestCredentials.s3(aws.address())) {
      s3.createBucket(r -> r.bucket("music"));
      s3.putObject(r -> r.bucket("music").key("song.mp3"), RequestBody.fromString("no music"));
    }
  }

  @AfterAll
  static void stop() {
    sqs.close();
    aws.close();
  }

  /** Every track is damaged, for that reason. */
  private record Damage(String reason) implements FileTagging {
    @Override
    public Outcome tag(Path file, Optional<TrackRecord> known) {
      return new Failed(new MalformedAudio(file, Stage.DECODE, reason));
    }

    @Override
    public String fingerprint() {
      return reason;
    }
  }

  private static String answer(String queue, String reason, String events) {
    try (ObjectStore store = S3ObjectStore.open(Optional.of(aws.address()));
        MessageQueue deadLetters = SqsQueue.open(queue, Optional.of(aws.address()))) {
      EventFlow flow =
          new EventFlow(
              new BucketSetup(
                  store,
                  new BucketRecords(store, Optional.empty()),
                  ObjectFilter.upTo(4L << 30),
                  Destination.inPlace(),
                  scratch,
                  false),
              new Damage(reason),
              Optional.of(deadLetters),
              new RedeliveryDelays((_, _) -> {}, RemoteLimits.defaults().backoff()),
              Optional.empty());
      return flow.handle(events.getBytes(StandardCharsets.UTF_8), () -> Duration.ofMinutes(1))
          .toString();
    }
  }

  private static Message letter() {
    List<Message> found =
        sqs.receiveMessage(r -> r.queueUrl(letters).messageAttributeNames("All")).messages();
    assertThat(found).hasSize(1);
    sqs.deleteMessage(r -> r.queueUrl(letters).receiptHandle(found.getFirst().receiptHandle()));
    return found.getFirst();
  }

  private static String reason(Message letter) {
    return letter.messageAttributes().get("reason").stringValue();
  }

  @Test
  void anArchivedObjectIsNoLetterAndIsNotToldOfAgain() {
    try (S3Client s3 = TestCredentials.s3(aws.address())) {
      s3.putObject(
          r -> r.bucket("music").key("archived.mp3").storageClass(StorageClass.DEEP_ARCHIVE),
          RequestBody.fromString("no music"));
    }

    assertThat(
            answer(letters, "", TestEvents.messages(List.of(TestEvents.created("archived.mp3")))))
        .isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(sqs.receiveMessage(r -> r.queueUrl(letters)).messages()).isEmpty();
  }

  @Test
  void aLetterThatNobodyTakesHoldsUpItsMessageAlone() {
    List<String> bodies = List.of("no event", "{\"Records\":[]}", TestEvents.created("song.mp3"));

    assertThat(answer(letters + "-gone", "no frames", TestEvents.messages(bodies)))
        .isEqualTo(
            """
            {"batchItemFailures":[{"itemIdentifier":"message-0"},{"itemIdentifier":"message-2"}]}""");
  }

  @Test
  void replacesWhatTheQueueWouldRefuseOfAnEvent() {
    String events = TestEvents.messages(List.of("no\tevent \u0000\u001b\ufffe(half) 🎵"));

    assertThat(answer(letters, "", events.replace("(half)", "\\ud83d")))
        .isEqualTo("{\"batchItemFailures\":[]}");

    assertThat(letter().body()).isEqualTo("no\tevent \ufffd\ufffd\ufffd\ufffd 🎵");
  }

  @Test
  void replacesWhatTheQueueWouldRefuseOfAReasonAndCutsNoCharacterInTwo() {
    for (String notes : List.of("🎵".repeat(800), "x" + "🎵".repeat(800))) {
      String event = TestEvents.messages(List.of(TestEvents.created("song.mp3")));
      answer(letters, "frame \u0001: " + notes, event);

      assertThat(reason(letter()))
          .startsWith("s3://music/song.mp3: frame \ufffd: ")
          .endsWith("🎵")
          .hasSizeBetween(999, 1000);
    }
  }
}
