package org.needledrop.bucket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.needledrop.storage.MessageQueue;
import org.needledrop.storage.MessageQueue.Message;
import org.needledrop.storage.ObjectKey;

/** Reads the queue that receives the events of the records' bucket. */
public final class QueuedChanges implements RecordChanges {

  private static final Logger LOG = System.getLogger(QueuedChanges.class.getName());

  /** Maximum wait per poll, and so for closing. */
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final MessageQueue queue;

  /**
   * @param queue closed together with this object
   */
  public QueuedChanges(MessageQueue queue) {
    this.queue = queue;
  }

  /** Collects many events into one batch, as the queue returns only few at a time. */
  @Override
  public Batch next() {
    List<Message> messages = new ArrayList<>();
    List<Message> some = queue.receive(WAIT);
    while (!some.isEmpty()) {
      messages.addAll(some);
      some = messages.size() < MOST ? queue.receive(Duration.ZERO) : List.of();
    }
    List<ObjectKey> records =
        messages.stream()
            .flatMap(message -> StoreEvents.read(message.body()).stream())
            .flatMap(QueuedChanges::objects)
            .filter(BucketRecords::isRecord)
            .distinct()
            .toList();
    return new Batch(records, () -> queue.delete(messages));
  }

  private static Stream<ObjectKey> objects(ObjectEvent occurrence) {
    return switch (occurrence) {
      case ObjectEvent.Created created ->
          created.keys().stream().map(key -> new ObjectKey(created.bucket(), key));
      case ObjectEvent.Restored(String bucket, List<String> keys) ->
          keys.stream().map(key -> new ObjectKey(bucket, key));
      case ObjectEvent.Deleted _, ObjectEvent.Nothing _ -> Stream.empty();
      case ObjectEvent.Unreadable(String reason, String content) -> {
        LOG.log(Level.WARNING, "ignoring a message about records: {0}: {1}", reason, content);
        yield Stream.empty();
      }
    };
  }

  @Override
  public void close() {
    queue.close();
  }
}
