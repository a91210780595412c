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

/** Reads a queue that the bucket of the records sends its events to. */
public final class QueuedChanges implements RecordChanges {

  private static final Logger LOG = System.getLogger(QueuedChanges.class.getName());

  /** Whoever closes this waits as long at the most. */
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final MessageQueue queue;

  /**
   * @param queue is closed with this
   */
  public QueuedChanges(MessageQueue queue) {
    this.queue = queue;
  }

  /** Many events are taken into the index together, though the queue gives few at a time. */
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

  private static Stream<ObjectKey> objects(Occurrence occurrence) {
    return switch (occurrence) {
      case Occurrence.Created created ->
          created.keys().stream().map(key -> new ObjectKey(created.bucket(), key));
      case Occurrence.Restored(String bucket, List<String> keys) ->
          keys.stream().map(key -> new ObjectKey(bucket, key));
      case Occurrence.Deleted _, Occurrence.Nothing _ -> Stream.empty();
      case Occurrence.Unreadable(String reason, String content) -> {
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
