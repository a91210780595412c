package org.needledrop.bucket;

import java.util.Optional;
import org.needledrop.storage.ObjectKey;

/**
 * Where tagged objects go.
 *
 * @param copies bucket and folder of tagged copies, its key empty or with a slash at the end;
 *     empty: objects are tagged in place
 */
public record Destination(Optional<ObjectKey> copies) {

  /** A folder may be given without its slash, as AWS' own tools take it. */
  public Destination {
    copies = copies.map(Destination::folder);
  }

  private static ObjectKey folder(ObjectKey place) {
    String key = place.key();
    return key.isEmpty() || key.endsWith("/") ? place : place.withKey(key + "/");
  }

  public static Destination inPlace() {
    return new Destination(Optional.empty());
  }

  /** Where the copy of an object goes; empty when it is tagged in place. */
  public Optional<ObjectKey> of(ObjectKey object) {
    return copies.map(folder -> folder.withKey(folder.key() + object.key()));
  }

  /** Whether an object is a copy that was made here. */
  boolean holds(ObjectKey object) {
    return copies
        .filter(folder -> folder.bucket().equals(object.bucket()))
        .filter(folder -> object.key().startsWith(folder.key()))
        .isPresent();
  }
}
