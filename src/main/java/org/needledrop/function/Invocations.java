package org.needledrop.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.needledrop.bucket.ObjectEvent;
import org.needledrop.bucket.StoreEvents;
import org.needledrop.json.JsonMappers;

/** Parses an invocation, whose kind follows from its fields. */
final class Invocations {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  private Invocations() {}

  static Invocation read(byte[] event) {
    JsonNode json;
    try {
      json = JSON.readTree(event);
    } catch (IOException e) {
      String text = new String(event, StandardCharsets.UTF_8);
      return new Invocation.Notification(List.of(new ObjectEvent.Unreadable("not JSON", text)));
    }
    if (json.has("invocationSchemaVersion")) {
      return job(json);
    } else if (json.path("requestContext").has("http") || json.has("httpMethod")) {
      return webhook(json);
    } else if (json.path("Records").path(0).path("eventSource").asText().equals("aws:sqs")) {
      return messages(json);
    }
    return new Invocation.Notification(StoreEvents.read(json));
  }

  private static Invocation messages(JsonNode json) {
    return new Invocation.Messages(
        StoreEvents.elements(json.path("Records")).map(Invocations::message).toList());
  }

  private static Invocation.Messages.Message message(JsonNode record) {
    return new Invocation.Messages.Message(
        record.path("messageId").asText(),
        StoreEvents.read(record.path("body").asText()),
        new Invocation.Messages.Message.Delivery(
            record.path("eventSourceARN").asText(),
            record.path("receiptHandle").asText(),
            record.path("attributes").path("ApproximateReceiveCount").asInt(1)));
  }

  /** Schema 1.0 names the bucket by its ARN, 2.0 by its name; both encode keys. */
  private static Invocation job(JsonNode json) {
    return new Invocation.Job(
        json.path("invocationSchemaVersion").asText(),
        json.path("invocationId").asText(),
        StoreEvents.elements(json.path("tasks")).map(Invocations::task).toList());
  }

  private static Invocation.Job.Task task(JsonNode task) {
    String arn = task.path("s3BucketArn").asText();
    String bucket =
        task.has("s3Bucket")
            ? task.path("s3Bucket").asText()
            : arn.substring(arn.lastIndexOf(':') + 1);
    String key = task.path("s3Key").asText();
    ObjectEvent occurrence =
        bucket.isEmpty() || key.isEmpty()
            ? new ObjectEvent.Unreadable("bucket or key is missing", task.toString())
            : new ObjectEvent.Created(bucket, StoreEvents.decodedFirst(key), Optional.empty());
    return new Invocation.Job.Task(task.path("taskId").asText(), occurrence);
  }

  private static Invocation webhook(JsonNode json) {
    String body = json.path("body").asText();
    JsonNode headers = json.path("headers");
    String authorization =
        headers.path("authorization").asText(headers.path("Authorization").asText());
    return new Invocation.Webhook(
        authorization,
        json.path("isBase64Encoded").asBoolean() ? decoded(body) : StoreEvents.read(body));
  }

  private static List<ObjectEvent> decoded(String body) {
    try {
      return StoreEvents.read(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return List.of(new ObjectEvent.Unreadable("not Base64", body));
    }
  }
}
