package org.needledrop.storage;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Messages from some to others; each is delivered at least once, in any order. */
public interface MessageQueue extends AutoCloseable {

  /**
   * Sends a message.
   *
   * @throws RuntimeException when it was not taken
   */
  void send(String body, Map<String, String> attributes);

  /**
   * A message that was delivered.
   *
   * @param receipt names this delivery of it
   */
  record Message(String body, String receipt) {}

  /**
   * Some messages, which nobody else is given for a while. Those that are not deleted come again.
   *
   * @param wait for the first of them, at most 20 s
   * @throws RuntimeException when the queue does not answer
   */
  List<Message> receive(Duration wait);

  /**
   * Messages are done with.
   *
   * @throws RuntimeException when the queue does not answer; some may come again
   */
  void delete(List<Message> messages);

  @Override
  void close();
}
