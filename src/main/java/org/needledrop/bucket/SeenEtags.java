package org.needledrop.bucket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.needledrop.digest.Sha256;
import org.needledrop.storage.StoredObject;

/**
 * With which etag each object was seen last. Of key and etag 64 bits of a digest are kept, so an
 * object takes 23 to 46 bytes, where its names take 250: some 270 MB for ten million. If two keys
 * had one digest, which is unlikely below a thousand million of them, both would be taken for
 * changed each time. Safe for use by many threads.
 */
public final class SeenEtags {

  /** What no key is entered as. */
  private static final long FREE = 0;

  /** Of the table, at most. */
  private static final double LOAD = 0.7;

  private long[] keys = new long[1024];
  private long[] etags = new long[keys.length];
  private int size;

  /** Whether an object has the etag that it was seen with. */
  public synchronized boolean holds(StoredObject object) {
    int place = place(keys, digest(object.key().toString()));
    return keys[place] != FREE && etags[place] == digest(object.etag());
  }

  /** An object was seen as it is now. */
  public synchronized void add(StoredObject object) {
    if (size + 1 > LOAD * keys.length) {
      grow();
    }
    put(digest(object.key().toString()), digest(object.etag()));
  }

  private void put(long key, long etag) {
    int place = place(keys, key);
    if (keys[place] == FREE) {
      keys[place] = key;
      size++;
    }
    etags[place] = etag;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldEtags = etags;
    keys = new long[2 * oldKeys.length];
    etags = new long[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        put(oldKeys[i], oldEtags[i]);
      }
    }
  }

  /** Where a key is, or where it would be entered; digests need no further mixing. */
  private static int place(long[] keys, long key) {
    int place = (int) key & (keys.length - 1);
    while (keys[place] != key && keys[place] != FREE) {
      place = (place + 1) & (keys.length - 1);
    }
    return place;
  }

  private static long digest(String text) {
    long digest = Sha256.start(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    return digest == FREE ? 1 : digest;
  }
}
