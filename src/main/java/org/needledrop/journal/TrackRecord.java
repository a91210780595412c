package org.needledrop.journal;

import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tags.TagFields;

/**
 * The journal's data of one track, to store it elsewhere and restore it in another journal: no work
 * is repeated, and undo still works.
 *
 * @param fingerprint fingerprint of the tagging options, see {@link TaggingOptions#fingerprint}
 * @param original fields before Needledrop first wrote them
 * @param written fields that Needledrop wrote last
 * @param replaced fields before the last write; still in the file until it is written
 */
public record TrackRecord(
    String fingerprint,
    TagFields original,
    TagFields written,
    Optional<TagFields> replaced,
    Analysis analysis) {}
