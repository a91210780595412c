package org.needledrop.storage.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;
import org.needledrop.storage.Redelivery;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/** Sets the visibility timeout of each message. */
public final class SqsRedelivery implements Redelivery {

  private final Optional<URI> endpoint;
  private final Map<String, String> urls = new ConcurrentHashMap<>();
  private volatile SqsClient sqs;

  /**
   * Connects on first use, as most functions never return a message.
   *
   * @param endpoint endpoint of a server other than AWS
   */
  public SqsRedelivery(Optional<URI> endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void delay(String queueArn, Map<String, Duration> delays) {
    String url = urls.computeIfAbsent(queueArn, this::url);
    delays.entrySet().stream()
        .gather(Gatherers.windowFixed(SqsQueue.AT_ONCE))
        .forEach(some -> delaySome(url, some));
  }

  private void delaySome(String url, List<Map.Entry<String, Duration>> delays) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (Map.Entry<String, Duration> delay : delays) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(delay.getKey())
              .visibilityTimeout(Math.toIntExact(delay.getValue().toSeconds()))
              .build());
    }
    client().changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(entries));
  }

  private String url(String queueArn) {
    Arn arn = Arn.fromString(queueArn);
    return client()
        .getQueueUrl(
            r ->
                r.queueName(arn.resourceAsString())
                    .queueOwnerAWSAccountId(arn.accountId().orElse(null)))
        .queueUrl();
  }

  private SqsClient client() {
    if (sqs == null) {
      sqs = SqsQueue.client(endpoint);
    }
    return sqs;
  }
}
