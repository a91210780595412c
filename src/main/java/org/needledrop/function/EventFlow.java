package org.needledrop.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.needledrop.bucket.BucketSetup;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.FileTagging;
import org.needledrop.storage.MessageQueue;

/** Parses, handles and answers an event. */
public final class EventFlow {

  private final InvocationHandler handler;

  /**
   * Connects the parts.
   *
   * @param deadLetters receives permanent failures
   * @param delays redelivery delays of returned messages
   * @param webhookToken bearer token required for HTTP calls; empty to reject all
   */
  public EventFlow(
      BucketSetup setup,
      FileTagging tagging,
      Optional<MessageQueue> deadLetters,
      RedeliveryDelays delays,
      Optional<String> webhookToken) {
    DeadLetters letters = new DeadLetters(deadLetters);
    BucketTagger tagger = new BucketTagger(setup, tagging, letters::write);
    this.handler =
        new InvocationHandler(
            new EventHandler(tagger, setup.store(), letters), delays, webhookToken);
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
