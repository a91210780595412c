package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.tags.TagFields;

/**
 * All that a journal knows of one track, to be kept somewhere else and given back to another
 * journal: so work is not done twice, and undo finds what stood there.
 *
 * @param fingerprint of the options it was tagged with, see {@link TaggingOptions#fingerprint}
 * @param original its fields before Needledrop first touched it
 * @param written its fields since
 * @param replaced what stood there before; until the file is written, it still does
 */
public record TrackRecord(
    String fingerprint,
    TagFields original,
    TagFields written,
    Optional<TagFields> replaced,
    Analysis analysis) {}
