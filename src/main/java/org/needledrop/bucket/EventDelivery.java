package org.needledrop.bucket;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an event on an object came.
 *
 * @param sequencer orders the events of one key, if the store sends one; see {@link Sequencers}
 * @param deliveries how often the event was delivered, this time included; empty if nobody
 *     redelivers it
 */
public record EventDelivery(Optional<String> sequencer, OptionalInt deliveries) {

  /** No event: the object was found by listing. */
  public static final EventDelivery LISTED =
      new EventDelivery(Optional.empty(), OptionalInt.empty());

  /** Returns the delivery of an event without a queue. */
  public static EventDelivery once(Optional<String> sequencer) {
    return new EventDelivery(sequencer, OptionalInt.empty());
  }

  /** Returns this delivery for an event that is as new as can be. */
  EventDelivery unordered() {
    return new EventDelivery(Optional.empty(), deliveries);
  }

  /** Returns whether the event comes again if it is not handled now. */
  boolean comesAgain() {
    return deliveries.isPresent();
  }

  /** Returns how often it was delivered, 1 if nobody counts. */
  int count() {
    return deliveries.orElse(1);
  }
}
