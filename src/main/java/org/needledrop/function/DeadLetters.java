package org.needledrop.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.needledrop.bucket.ObjectEvent;
import org.needledrop.bucket.Result;
import org.needledrop.json.JsonMappers;
import org.needledrop.storage.MessageQueue;
import org.needledrop.storage.ObjectKey;

/**
 * Reports permanent failures in the log and in a dead-letter queue, if there is one. Letters have
 * the form of events, so they can be moved back to the event queue unchanged.
 */
final class DeadLetters {

  private static final Logger LOG = System.getLogger(DeadLetters.class.getName());
  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  /** Maximum characters of the reason, an SQS message attribute. */
  private static final int LONGEST_REASON = 1000;

  private final Optional<MessageQueue> queue;

  DeadLetters(Optional<MessageQueue> queue) {
    this.queue = queue;
  }

  void write(Result.Failed failed) {
    write(event(failed.object()), failed.stage().toString(), failed.message());
  }

  /** Reports an event that cannot be parsed. */
  void write(ObjectEvent.Unreadable event) {
    write(event.content(), "event", event.reason());
  }

  private void write(String body, String stage, String reason) {
    LOG.log(Level.ERROR, "failed permanently: {0}", reason);
    Map<String, String> attributes = Map.of("stage", stage, "reason", shortened(sendable(reason)));
    queue.ifPresent(to -> to.send(sendable(body), attributes));
  }

  private static String shortened(String text) {
    int end = Math.min(text.length(), LONGEST_REASON);
    boolean cutsPair = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, cutsPair ? end - 1 : end);
  }

  /**
   * Replaces characters outside XML 1.0 by U+FFFD, as SQS rejects messages that contain them
   * (Amazon SQS API Reference, SendMessage).
   */
  private static String sendable(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  private static String event(ObjectKey object) {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode record = json.putArray("Records").addObject();
    record.put("eventSource", "needledrop").put("eventName", "ObjectCreated:Again");
    ObjectNode s3 = record.putObject("s3");
    s3.putObject("bucket").put("name", object.bucket());
    s3.putObject("object").put("key", URLEncoder.encode(object.key(), StandardCharsets.UTF_8));
    return json.toString();
  }
}
