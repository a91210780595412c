package org.needledrop.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.needledrop.json.JsonMappers;

/**
 * Parses storage events: S3 notifications (also of MinIO and Ceph), plain or wrapped in SNS, and
 * EventBridge events.
 */
public final class StoreEvents {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  /** What happened to an object. */
  private enum Kind {
    CREATED,
    DELETED,
    RESTORED,
    OTHER
  }

  private StoreEvents() {}

  /** Parses JSON text; the result is never empty, but may be {@link ObjectEvent.Unreadable}. */
  public static List<ObjectEvent> read(String json) {
    try {
      return read(JSON.readTree(json));
    } catch (IOException e) {
      return List.of(new ObjectEvent.Unreadable("not JSON", json));
    }
  }

  /** Converts parsed JSON. */
  public static List<ObjectEvent> read(JsonNode event) {
    if (event.path("Records").isArray()) {
      if (event.path("Records").isEmpty()) {
        return List.of(new ObjectEvent.Nothing("no records"));
      }
      return elements(event.path("Records")).flatMap(StoreEvents::ofRecord).toList();
    } else if (event.has("detail-type")) {
      return List.of(ofEventBridge(event));
    } else if (event.path("Type").asText().equals("Notification")) {
      return read(event.path("Message").asText());
    } else if (event.path("Event").asText().equals("s3:TestEvent")) {
      return List.of(new ObjectEvent.Nothing("s3:TestEvent"));
    }
    return List.of(new ObjectEvent.Unreadable("not a storage event", event.toString()));
  }

  private static Stream<ObjectEvent> ofRecord(JsonNode record) {
    return record.has("Sns")
        ? read(record.path("Sns").path("Message").asText()).stream()
        : Stream.of(ofS3(record));
  }

  /** Keys are form-encoded, but some stores send them raw. */
  private static ObjectEvent ofS3(JsonNode record) {
    String name = record.path("eventName").asText().replaceFirst("^s3:", "");
    JsonNode s3 = record.path("s3");
    String bucket = s3.path("bucket").path("name").asText();
    String key = s3.path("object").path("key").asText();
    return occurrence(
        kindOfS3(name), bucket, decodedFirst(key), s3.path("object").path("sequencer"), record);
  }

  /** Keys are raw. */
  private static ObjectEvent ofEventBridge(JsonNode event) {
    JsonNode detail = event.path("detail");
    String type = event.path("detail-type").asText();
    return occurrence(
        kindOfEventBridge(type),
        detail.path("bucket").path("name").asText(),
        List.of(detail.path("object").path("key").asText()),
        detail.path("object").path("sequencer"),
        event);
  }

  /** Names: Amazon S3 User Guide, "Supported event types for SQS, SNS and Lambda". */
  private static Kind kindOfS3(String name) {
    if (name.startsWith("ObjectCreated:")) {
      return Kind.CREATED;
    } else if (name.startsWith("ObjectRemoved:") || name.startsWith("LifecycleExpiration:")) {
      return Kind.DELETED;
    }
    return name.equals("ObjectRestore:Completed") ? Kind.RESTORED : Kind.OTHER;
  }

  /** Types: Amazon S3 User Guide, "Using EventBridge". */
  private static Kind kindOfEventBridge(String type) {
    return switch (type) {
      case "Object Created" -> Kind.CREATED;
      case "Object Deleted" -> Kind.DELETED;
      case "Object Restore Completed" -> Kind.RESTORED;
      default -> Kind.OTHER;
    };
  }

  private static ObjectEvent occurrence(
      Kind kind, String bucket, List<String> keys, JsonNode sequencerNode, JsonNode event) {
    if (kind != Kind.OTHER && (bucket.isEmpty() || keys.getFirst().isEmpty())) {
      return new ObjectEvent.Unreadable("bucket or key is missing", event.toString());
    }
    Optional<String> sequencer =
        Optional.of(sequencerNode.asText()).filter(text -> !text.isEmpty());
    return switch (kind) {
      case CREATED -> new ObjectEvent.Created(bucket, keys, sequencer);
      case DELETED -> new ObjectEvent.Deleted(bucket, keys, sequencer);
      case RESTORED -> new ObjectEvent.Restored(bucket, keys);
      case OTHER ->
          new ObjectEvent.Nothing(
              event.path("eventName").asText(event.path("detail-type").asText()));
    };
  }

  /** Returns the form-decoded key, followed by the raw key if it differs. */
  public static List<String> decodedFirst(String key) {
    String decoded = decoded(key);
    return decoded.equals(key) ? List.of(key) : List.of(decoded, key);
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return key; // a raw key that contains a percent sign
    }
  }

  /** Returns the elements of an array; none for other nodes. */
  public static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
