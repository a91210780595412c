package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.needledrop.servers.FunctionProcess;
import org.needledrop.servers.RuntimeApi;
import org.needledrop.servers.Server;
import org.needledrop.servers.SqsEvents;
import org.needledrop.servers.TestCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The built function while no worker answers: nothing is lost, and little is spent. */
@Timeout(120)
class OutageTest {

  private static final Path TRACK = Path.of("sample-library/one-drop-morning.mp3");

  private static Server aws;
  private static S3Client s3;
  private static SqsClient sqs;
  private static FunctionProcess function;

  @BeforeAll
  static void start() throws IOException {
    TestCredentials.use();
    aws = Server.moto();
    s3 = TestCredentials.s3(aws.address());
    sqs = TestCredentials.sqs(aws.address());
    s3.createBucket(r -> r.bucket("music"));
    function =
        FunctionProcess.start(
            Map.of(
                "NEEDLEDROP_SCORER",
                "http://127.0.0.1:" + Server.freePort(),
                "NEEDLEDROP_S3_ENDPOINT",
                aws.address().toString(),
                "NEEDLEDROP_SQS_ENDPOINT",
                aws.address().toString(),
                "NEEDLEDROP_RETRY_FIRST",
                "PT1S",
                "NEEDLEDROP_RETRY_LONGEST",
                "PT4S",
                "NEEDLEDROP_FFMPEG",
                FunctionRig.ffmpeg()));
  }

  @AfterAll
  static void stop() {
    function.close();
    s3.close();
    sqs.close();
    aws.close();
  }

  @Test
  void givesItsMessagesBackToComeAgainSoonAndThenLater() throws Exception {
    String queue =
        sqs.createQueue(
                r ->
                    r.queueName("events")
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600")))
            .queueUrl();
    List<String> keys = IntStream.range(0, 10).mapToObj("outage %d.mp3"::formatted).toList();
    for (String key : keys) {
      s3.putObject(r -> r.bucket("music").key(key), TRACK);
      sqs.sendMessage(r -> r.queueUrl(queue).messageBody(TestEvents.created(key)));
    }

    for (int delivery = 1; delivery <= 3; delivery++) {
      List<Message> messages = receive(queue, 10);
      assertThat(messages).extracting(SqsEvents::deliveries).containsOnly(delivery);

      long start = System.nanoTime();
      RuntimeApi.Answer answer = function.invoke(SqsEvents.event(queue, messages));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(SqsEvents.givenBack(answer)).hasSize(10);
    }
    assertThat(s3.listObjectsV2(r -> r.bucket("music").prefix(".needledrop")).contents()).isEmpty();
  }

  private static List<Message> receive(String queue, int count) {
    List<Message> messages = new ArrayList<>();
    while (messages.size() < count) {
      messages.addAll(SqsEvents.receive(sqs, queue));
    }
    return messages;
  }
}
