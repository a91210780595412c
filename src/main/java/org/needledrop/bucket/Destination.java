package org.needledrop.bucket;

import java.util.Optional;
import org.needledrop.storage.ObjectKey;

/**
 * Destination of tagged objects.
 *
 * @param copies bucket and folder for tagged copies, its key empty or ending with a slash; empty to
 *     tag in place
 */
public record Destination(Optional<ObjectKey> copies) {

  /** Adds a missing slash to the folder, as the AWS CLI does. */
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

  /** Returns the key of an object's copy; empty if it is tagged in place. */
  public Optional<ObjectKey> of(ObjectKey object) {
    return copies.map(folder -> folder.withKey(folder.key() + object.key()));
  }

  /** Returns whether an object is such a copy. */
  boolean holds(ObjectKey object) {
    return copies
        .filter(folder -> folder.bucket().equals(object.bucket()))
        .filter(folder -> object.key().startsWith(folder.key()))
        .isPresent();
  }
}
