package org.needledrop.function;

import java.util.List;
import org.needledrop.bucket.Occurrence;

/** What a function is called with; each kind wants an answer of its own. */
sealed interface Invocation {

  /** From S3, SNS or EventBridge themselves: worked off whole, or sent again whole. */
  record Notification(List<Occurrence> occurrences) implements Invocation {}

  /** Messages of a queue, each acknowledged by itself. */
  record Messages(List<Message> messages) implements Invocation {

    /** One message. */
    record Message(String id, List<Occurrence> occurrences, Delivery delivery) {

      /**
       * How the message came.
       *
       * @param queueArn Amazon Resource Name of its queue
       * @param receipt names this delivery; empty where it is not known
       * @param count deliveries of the message, this one included
       */
      record Delivery(String queueArn, String receipt, int count) {}
    }
  }

  /**
   * Tasks of S3 Batch Operations.
   *
   * @param schemaVersion {@code 1.0} or {@code 2.0}
   */
  record Job(String schemaVersion, String invocationId, List<Task> tasks) implements Invocation {

    /** One object. */
    record Task(String id, Occurrence occurrence) {}
  }

  /**
   * A call over HTTP, by a function URL or API Gateway: the webhook of a store.
   *
   * @param authorization header of that name; empty without
   */
  record Webhook(String authorization, List<Occurrence> occurrences) implements Invocation {}
}
