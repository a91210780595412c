package org.needledrop.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What Lambda gives a function of a queue's messages, and takes back (Developer Guide, "Using
 * Lambda with Amazon SQS").
 */
public final class SqsEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SqsEvents() {}

  /** Up to ten messages; none where none comes within a second. */
  public static List<Message> receive(SqsClient sqs, String queueUrl) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(queueUrl)
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(1)
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
        .messages();
  }

  /** How often a message was delivered, this time included. */
  public static int deliveries(Message message) {
    return Integer.parseInt(
        message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
  }

  /**
   * The event of a batch.
   *
   * @param queueUrl ends with the account and the name of the queue, as with Amazon and moto
   */
  public static String event(String queueUrl, List<Message> messages) {
    Path path = Path.of(URI.create(queueUrl).getPath());
    String arn =
        "arn:aws:sqs:us-east-1:%s:%s".formatted(path.getParent().getFileName(), path.getFileName());
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (Message message : messages) {
      ObjectNode record =
          records
              .addObject()
              .put("messageId", message.messageId())
              .put("receiptHandle", message.receiptHandle())
              .put("eventSource", "aws:sqs")
              .put("eventSourceARN", arn)
              .put("body", message.body());
      record
          .putObject("attributes")
          .put("ApproximateReceiveCount", String.valueOf(deliveries(message)));
    }
    return event.toString();
  }

  /** Ids of the messages that a function gives back. */
  public static Set<String> givenBack(RuntimeApi.Answer answer) {
    try {
      JsonNode failures = JSON.readTree(answer.body()).path("batchItemFailures");
      return StreamSupport.stream(failures.spliterator(), false)
          .map(failure -> failure.path("itemIdentifier").asText())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
