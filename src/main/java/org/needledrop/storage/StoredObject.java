package org.needledrop.storage;

/**
 * An object as the store describes it.
 *
 * @param etag changes whenever the content does
 * @param attributes all that a new content is to keep; none where only etag and size were asked for
 */
public record StoredObject(ObjectKey key, String etag, long bytes, ObjectAttributes attributes) {}
