package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whatever text a queue or a webhook holds: it tells of something, or is called unreadable. */
class StoreEventsFuzzTest {

  @DictionaryEntries({"\"Records\"", "\"Sns\"", "\"Message\"", "\"Type\"", "\"Notification\""})
  @DictionaryEntries({"\"detail-type\"", "\"detail\"", "\"Object Created\"", "\"Object Deleted\""})
  @DictionaryEntries({"\"eventName\"", "\"s3\"", "\"bucket\"", "\"object\"", "\"key\"", "\"name\""})
  @DictionaryEntries({"ObjectCreated:", "ObjectRemoved:", "s3:TestEvent", "\"sequencer\""})
  @FuzzTest
  void events(byte[] text) {
    List<ObjectEvent> occurrences = StoreEvents.read(new String(text, StandardCharsets.UTF_8));
    assertThat(occurrences).isNotEmpty().doesNotContainNull();
    occurrences.forEach(StoreEventsFuzzTest::check);
  }

  private static void check(ObjectEvent occurrence) {
    switch (occurrence) {
      case ObjectEvent.Created(String bucket, List<String> keys, Optional<String> sequencer) ->
          check(bucket, keys, sequencer);
      case ObjectEvent.Deleted(String bucket, List<String> keys, Optional<String> sequencer) ->
          check(bucket, keys, sequencer);
      case ObjectEvent.Restored(String bucket, List<String> keys) ->
          check(bucket, keys, Optional.empty());
      case ObjectEvent.Nothing(String what) -> assertThat(what).isNotNull();
      case ObjectEvent.Unreadable(String reason, String content) -> {
        assertThat(reason).isNotBlank();
        assertThat(content).isNotNull();
      }
    }
  }

  private static void check(String bucket, List<String> keys, Optional<String> sequencer) {
    assertThat(bucket).isNotEmpty();
    assertThat(keys).isNotEmpty().doesNotContain("");
    sequencer.ifPresent(
        own -> {
          assertThat(Sequencers.compare(own, own)).isZero();
          assertThat(Sequencers.compare(own, "5")).isEqualTo(-Sequencers.compare("5", own));
        });
  }
}
