package org.needledrop.bucket;

import java.util.List;
import java.util.Optional;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;
import org.needledrop.tagging.TrackFiles;

/**
 * Which objects are tracks.
 *
 * @param prefixes of keys, one of which must fit; none for all
 * @param suffixes likewise
 * @param maxBytes larger objects are refused
 */
public record ObjectFilter(List<String> prefixes, List<String> suffixes, long maxBytes) {

  /** Under every key. */
  public static ObjectFilter upTo(long maxBytes) {
    return new ObjectFilter(List.of(), List.of(), maxBytes);
  }

  /** By name alone. */
  public boolean wants(ObjectKey key) {
    return !key.key().startsWith(BucketRecords.FOLDER)
        && !key.key().endsWith("/")
        && (prefixes.isEmpty() || prefixes.stream().anyMatch(key.key()::startsWith))
        && (suffixes.isEmpty() || suffixes.stream().anyMatch(key.key()::endsWith));
  }

  /**
   * What a file with an object's content is to be called: by the object's name, or by its first
   * bytes where the name says nothing. Empty when it is no audio.
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
