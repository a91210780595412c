package org.needledrop.bucket;

import java.util.Optional;
import org.needledrop.storage.ObjectKey;

/**
 * Where tagged objects go.
 *
 * @param copies bucket and prefix of tagged copies; empty: objects are tagged in place
 */
public record Destination(Optional<ObjectKey> copies) {

  public static Destination inPlace() {
    return new Destination(Optional.empty());
  }

  /** Where the copy of an object goes; empty when it is tagged in place. */
  public Optional<ObjectKey> of(ObjectKey object) {
    return copies.map(prefix -> prefix.withKey(prefix.key() + object.key()));
  }

  /** Whether an object is a copy that was made here. */
  boolean holds(ObjectKey object) {
    return copies
        .filter(prefix -> prefix.bucket().equals(object.bucket()))
        .filter(prefix -> object.key().startsWith(prefix.key()))
        .isPresent();
  }
}
