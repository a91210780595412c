package org.needledrop.function;

import java.util.List;
import org.needledrop.bucket.ObjectEvent;

/** Payload of a function call; each kind has its own response format. */
sealed interface Invocation {

  /** Sent by S3, SNS or EventBridge; redelivered as a whole. */
  record Notification(List<ObjectEvent> occurrences) implements Invocation {}

  /** Messages of a queue, acknowledged individually. */
  record Messages(List<Message> messages) implements Invocation {

    /** One message. */
    record Message(String id, List<ObjectEvent> occurrences, Delivery delivery) {

      /**
       * Delivery of a message.
       *
       * @param queueArn ARN of its queue
       * @param receipt identifies this delivery; empty if unknown
       * @param count number of deliveries, including this one
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
    record Task(String id, ObjectEvent occurrence) {}
  }

  /**
   * An HTTP call through a function URL or API Gateway: the webhook of a store.
   *
   * @param authorization the Authorization header; empty if missing
   */
  record Webhook(String authorization, List<ObjectEvent> occurrences) implements Invocation {}
}
