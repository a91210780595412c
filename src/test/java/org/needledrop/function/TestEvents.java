package org.needledrop.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events in the forms in which they reach a function; each is later than the one before. */
final class TestEvents {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger SEQUENCE = new AtomicInteger(0x100);

  private TestEvents() {}

  /** An object was put into {@code music}; its key is encoded. */
  static String created(String key) {
    return createdRaw(URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  /** The same, with the key as it stands. */
  static String createdRaw(String key) {
    return s3("ObjectCreated:Put", key);
  }

  static String deleted(String key) {
    return s3("ObjectRemoved:Delete", URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  private static String s3(String name, String key) {
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"%s",
    "s3":{"bucket":{"name":"music"},"object":{"key":"%s","sequencer":"%016X"}}}]}"""
        .formatted(name, key, SEQUENCE.getAndIncrement());
  }

  static String eventBridge(String bucket, String key) {
    return """
    {"version":"0","detail-type":"Object Created","source":"aws.s3","detail":
    {"bucket":{"name":"%s"},"object":{"key":"%s","sequencer":"%016X"}}}"""
        .formatted(bucket, key, SEQUENCE.getAndIncrement());
  }

  /** A batch of a queue; the ids are {@code message-0} and so on. */
  static String messages(List<String> bodies) {
    return IntStream.range(0, bodies.size())
        .mapToObj(
            i ->
                """
                {"messageId":"message-%d","eventSource":"aws:sqs","body":%s}"""
                    .formatted(i, quoted(bodies.get(i))))
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  static String sns(String message) {
    return """
    {"Records":[{"EventSource":"aws:sns","Sns":{"Type":"Notification","Message":%s}}]}"""
        .formatted(quoted(message));
  }

  static String webhook(String event, String authorization) {
    return """
    {"version":"2.0","requestContext":{"http":{"method":"POST"}},"isBase64Encoded":false,
    "headers":{"authorization":"%s"},"body":%s}"""
        .formatted(authorization, quoted(event));
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
