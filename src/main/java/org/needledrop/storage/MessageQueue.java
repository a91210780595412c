package org.needledrop.storage;

import java.util.Map;

/** Takes messages for others to read. */
public interface MessageQueue extends AutoCloseable {

  /**
   * Sends a message.
   *
   * @throws RuntimeException when it was not taken
   */
  void send(String body, Map<String, String> attributes);

  @Override
  void close();
}
