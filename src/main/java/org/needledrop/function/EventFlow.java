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

/** Parses, handles and answers an event. */
public final class EventFlow {

  private final InvocationHandler handler;

  /**
   * Wires the parts.
   *
   * @param recordsBucket bucket for all records; empty to store each in the bucket of its object
   * @param deadLetters receives permanent failures
   * @param delays redelivery delays of returned messages
   * @param webhookToken bearer token required for HTTP calls; empty to reject all
   * @param scratch folder with space for an object and its copy
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
   * Handles an event.
   *
   * @param event JSON of any type listed in docs/serverless.md
   * @param timeLeft time until the function is stopped
   * @return the response in JSON
   * @throws IllegalStateException if the whole event must be redelivered
   */
  public ObjectNode handle(byte[] event, Supplier<Duration> timeLeft) {
    return handler.handle(Invocations.read(event), timeLeft);
  }
}
