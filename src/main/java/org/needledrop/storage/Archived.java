package org.needledrop.storage;

/**
 * An object that is listed, but whose content cannot be read before somebody has it restored.
 *
 * @param tier storage class or access tier, as the store names it, such as {@code GLACIER}
 * @param beingRestored whether somebody has asked for it
 */
public record Archived(String tier, boolean beingRestored) {}
