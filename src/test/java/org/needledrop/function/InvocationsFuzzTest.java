package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever wakes the function: it is one of the kinds of invocation. */
class InvocationsFuzzTest {

  @DictionaryEntries({"\"invocationSchemaVersion\"", "\"tasks\"", "\"s3BucketArn\"", "\"s3Key\""})
  @DictionaryEntries({"\"requestContext\"", "\"http\"", "\"httpMethod\"", "\"isBase64Encoded\""})
  @DictionaryEntries({"\"Records\"", "\"eventSource\"", "\"aws:sqs\"", "\"messageId\"", "\"body\""})
  @DictionaryEntries({"\"headers\"", "\"authorization\"", "true", "\"invocationId\"", "\"taskId\""})
  @FuzzTest
  void invocations(byte[] event) {
    switch (Invocations.read(event)) {
      case Invocation.Notification notification ->
          assertThat(notification.occurrences()).isNotEmpty();
      case Invocation.Messages messages ->
          assertThat(messages.messages())
              .allSatisfy(message -> assertThat(message.occurrences()).isNotEmpty());
      case Invocation.Job job ->
          assertThat(job.tasks()).allSatisfy(task -> assertThat(task.occurrence()).isNotNull());
      case Invocation.Webhook webhook -> assertThat(webhook.occurrences()).isNotEmpty();
    }
  }
}
