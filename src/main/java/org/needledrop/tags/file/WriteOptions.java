package org.needledrop.tags.file;

/**
 * How files are replaced.
 *
 * @param keepMtime keep the modification time
 * @param notices receives what could not be kept
 */
public record WriteOptions(boolean keepMtime, HardLinks hardLinks, Notices notices) {

  /** Returns a new modification time, broken hard links, and notices in the log. */
  public static WriteOptions defaults() {
    return new WriteOptions(false, HardLinks.BREAK, Notices.toLog());
  }
}
