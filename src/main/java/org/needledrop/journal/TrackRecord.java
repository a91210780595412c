package org.needledrop.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.audio.Metadata;
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
 * @param metadata of the file; empty in records of versions that did not read it
 */
public record TrackRecord(
    String fingerprint,
    TagFields original,
    TagFields written,
    Optional<TagFields> replaced,
    Analysis analysis,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Metadata> metadata) {

  public TrackRecord {
    metadata = metadata == null ? Optional.empty() : metadata;
  }
}
