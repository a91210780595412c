package org.needledrop.web.operations;

import java.util.List;
import java.util.Optional;
import org.needledrop.tagging.TagChange;
import org.needledrop.tagging.TrackOutcome;

/** JSON form of the tag changes to be written. */
record TagPreview(boolean taggable, List<FieldChange> changes) {

  /** A changed field. */
  record FieldChange(String field, Optional<String> before, Optional<String> after) {}

  static TagPreview of(TrackOutcome.Finished finished) {
    return new TagPreview(
        finished.status() != TrackOutcome.Status.NOT_TAGGABLE,
        finished.change().map(TagPreview::fields).orElse(List.of()));
  }

  static List<FieldChange> fields(TagChange change) {
    return change.fields().stream()
        .map(field -> new FieldChange(field.name(), field.before(), field.after()))
        .toList();
  }
}
