package org.needledrop.storage.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.needledrop.storage.MessageQueue;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A queue of Amazon SQS or a compatible server. */
public final class SqsQueue implements MessageQueue {

  /** SQS's limit of messages per call. */
  static final int AT_ONCE = 10;

  private final SqsClient sqs;
  private final String url;

  private SqsQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /**
   * Opens the queue with credentials and region from the AWS default provider chains.
   *
   * @param endpoint endpoint of a server other than AWS
   */
  public static SqsQueue open(String url, Optional<URI> endpoint) {
    return new SqsQueue(client(endpoint), url);
  }

  static SqsClient client(Optional<URI> endpoint) {
    SqsClientBuilder builder =
        SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public void send(String body, Map<String, String> attributes) {
    Map<String, MessageAttributeValue> values =
        attributes.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody(body).messageAttributes(values));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  @Override
  public List<Message> receive(Duration wait) {
    return sqs
        .receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(AT_ONCE)
                    .waitTimeSeconds((int) wait.toSeconds()))
        .messages()
        .stream()
        .map(message -> new Message(message.body(), message.receiptHandle()))
        .toList();
  }

  @Override
  public void delete(List<Message> messages) {
    messages.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(this::deleteSome);
  }

  private void deleteSome(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receipt())
              .build());
    }
    sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries));
  }

  @Override
  public void close() {
    sqs.close();
  }
}
