package org.needledrop.storage;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A message queue with at-least-once delivery in any order. */
public interface MessageQueue extends AutoCloseable {

  /**
   * Sends a message.
   *
   * @throws RuntimeException if the queue does not accept it
   */
  void send(String body, Map<String, String> attributes);

  /**
   * A delivered message.
   *
   * @param receipt identifies this delivery
   */
  record Message(String body, String receipt) {}

  /**
   * Receives messages, which stay hidden from other consumers for a while. They are redelivered
   * unless deleted.
   *
   * @param wait maximum wait for the first message, up to 20 s
   * @throws RuntimeException if the queue does not respond
   */
  List<Message> receive(Duration wait);

  /**
   * Deletes handled messages.
   *
   * @throws RuntimeException if the queue does not respond; some messages may be redelivered
   */
  void delete(List<Message> messages);

  @Override
  void close();
}
