package org.needledrop.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.needledrop.json.JsonMappers;

/** Builds the response for each kind of caller. */
final class InvocationAnswers {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  private InvocationAnswers() {}

  /**
   * Returns the response that has these messages redelivered (AWS Lambda, "Reporting batch item
   * failures").
   */
  static ObjectNode messages(List<String> idsOfLater) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    idsOfLater.forEach(id -> failures.addObject().put("itemIdentifier", id));
    return answer;
  }

  /** Returns a response to S3 Batch Operations without results. */
  static ObjectNode job(Invocation.Job job) {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .put("invocationSchemaVersion", job.schemaVersion())
        .put("treatMissingKeysAs", "TemporaryFailure")
        .put("invocationId", job.invocationId());
    answer.putArray("results");
    return answer;
  }

  static void addResult(ObjectNode answer, Invocation.Job.Task task, Outcome outcome) {
    ObjectNode result = answer.withArray("results").addObject().put("taskId", task.id());
    switch (outcome) {
      case Outcome.Done(String words) ->
          result.put("resultCode", "Succeeded").put("resultString", words);
      case Outcome.Retry(boolean _, String reason) ->
          result.put("resultCode", "TemporaryFailure").put("resultString", reason);
      case Outcome.Rejected(String reason) ->
          result.put("resultCode", "PermanentFailure").put("resultString", reason);
    }
  }

  static ObjectNode http(int status, String message) {
    ObjectNode answer = JSON.createObjectNode().put("statusCode", status);
    answer.putObject("headers").put("Content-Type", "application/json");
    return answer.put("body", JSON.createObjectNode().put("message", message).toString());
  }

  static ObjectNode nothing() {
    return JSON.createObjectNode();
  }
}
