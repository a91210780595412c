package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StoredObject;

class SeenEtagsTest {

  @Test
  void knowsEachObjectByItsLastEtag() {
    SeenEtags seen = new SeenEtags();
    for (int i = 0; i < 10_000; i++) {
      seen.add(object(i, "first"));
    }
    for (int i = 0; i < 10_000; i += 2) {
      seen.add(object(i, "second"));
    }

    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.holds(object(i, "first"))).isEqualTo(i % 2 == 1);
      assertThat(seen.holds(object(i, "second"))).isEqualTo(i % 2 == 0);
    }
    assertThat(seen.holds(object(10_000, "first"))).isFalse();
  }

  private static StoredObject object(int number, String etag) {
    return new StoredObject(
        new ObjectKey("music", "album/%d.mp3".formatted(number)), etag, 1, ObjectAttributes.NONE);
  }
}
