package org.needledrop.bucket;

import java.util.List;
import java.util.Optional;
import org.needledrop.library.TrackFiles;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;

/**
 * Decides which objects are tracks.
 *
 * @param prefixes prefixes of keys, one of which must match; none for all keys
 * @param suffixes suffixes of keys, likewise
 * @param maxBytes maximum size of an object
 */
public record ObjectFilter(List<String> prefixes, List<String> suffixes, long maxBytes) {

  /** Returns a filter for all keys. */
  public static ObjectFilter upTo(long maxBytes) {
    return new ObjectFilter(List.of(), List.of(), maxBytes);
  }

  /** Returns whether an object may be a track, judged by its key. */
  public boolean wants(ObjectKey key) {
    return !key.key().startsWith(BucketRecords.FOLDER)
        && !key.key().endsWith("/")
        && (prefixes.isEmpty() || prefixes.stream().anyMatch(key.key()::startsWith))
        && (suffixes.isEmpty() || suffixes.stream().anyMatch(key.key()::endsWith));
  }

  /**
   * Returns the file extension for an object: from its key, or from its first bytes if the key has
   * none. Empty if it is not audio.
   */
  Optional<String> extension(StoredObject object, ObjectStore store) {
    String named = object.key().extension();
    if (TrackFiles.isAudioExtension(named)) {
      return Optional.of(named);
    }
    return object.bytes() < AudioStart.BYTES
        ? Optional.empty()
        : AudioStart.extension(store.start(object.key(), AudioStart.BYTES));
  }
}
