package org.needledrop.storage;

/**
 * An object in an archive: listed, but it must be restored before it can be read.
 *
 * @param tier storage class or access tier, as named by the store, such as {@code GLACIER}
 * @param beingRestored whether a restoration is in progress
 */
public record Archived(String tier, boolean beingRestored) {}
