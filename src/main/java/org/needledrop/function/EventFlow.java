package org.needledrop.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.needledrop.bucket.BucketRecords;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.Destination;
import org.needledrop.bucket.FileTagging;
import org.needledrop.bucket.ObjectFilter;
import org.needledrop.storage.MessageQueue;
import org.needledrop.storage.ObjectStore;

/** The whole way of an event: read, worked off, answered. */
public final class EventFlow {

  private final InvocationHandler handler;

  /**
   * Puts the parts together.
   *
   * @param recordsBucket where all records lie; empty: each in the bucket of its object
   * @param deadLetters gets what failed for good
   * @param delays of messages that are given back to their queue
   * @param webhookToken that calls over HTTP must bear; empty: they are all refused
   * @param scratch a folder with room for an object and its copy
   */
  public EventFlow(
      ObjectStore store,
      Optional<String> recordsBucket,
      ObjectFilter filter,
      FileTagging tagging,
      Destination destination,
      Optional<MessageQueue> deadLetters,
      RedeliveryDelays delays,
      Optional<String> webhookToken,
      Path scratch) {
    DeadLetters letters = new DeadLetters(deadLetters);
    BucketTagger tagger =
        new BucketTagger(
            store,
            new BucketRecords(store, recordsBucket),
            filter,
            tagging,
            destination,
            scratch,
            letters::write,
            false);
    this.handler =
        new InvocationHandler(new EventHandler(tagger, store, letters), delays, webhookToken);
  }

  /**
   * Works off an event.
   *
   * @param event JSON of any kind that docs/serverless.md lists
   * @param timeLeft until the function is stopped
   * @return the answer in JSON
   * @throws IllegalStateException when the event is to be delivered again as a whole
   */
  public ObjectNode handle(byte[] event, Supplier<Duration> timeLeft) {
    return handler.handle(Invocations.read(event), timeLeft);
  }
}
