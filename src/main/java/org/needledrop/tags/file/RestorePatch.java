package org.needledrop.tags.file;

import java.util.Optional;
import org.needledrop.tags.Splice;

/**
 * How to make the file from before Needledrop, byte for byte, from the one that Needledrop wrote.
 *
 * @param written checksum of the file as written
 * @param original checksum of the file before Needledrop first wrote it
 * @param pieces the original, made of parts of the written file and other bytes; empty if restoring
 *     the fields gives the same
 */
public record RestorePatch(String written, String original, Optional<Splice> pieces) {}
