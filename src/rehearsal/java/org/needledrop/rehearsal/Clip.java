package org.needledrop.rehearsal;

import java.nio.file.Path;

/**
 * A track to be put into the store.
 *
 * @param key of its object: with blanks and signs that some encode and some do not
 * @param audioHash of no other clip
 */
record Clip(Path file, String key, String audioHash) {}
