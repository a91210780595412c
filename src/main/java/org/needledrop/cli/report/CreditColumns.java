package org.needledrop.cli.report;

import java.util.Optional;
import org.needledrop.audio.Metadata;

/** What a file's tags say, in a {@link ReportRow}; unknown values are null. */
record CreditColumns(String title, String artist, String album, Integer year) {

  private static final CreditColumns NONE = new CreditColumns(null, null, null, null);

  static CreditColumns of(Optional<Metadata> metadata) {
    return metadata.map(CreditColumns::of).orElse(NONE);
  }

  private static CreditColumns of(Metadata metadata) {
    return new CreditColumns(
        metadata.title().orElse(null),
        metadata.artist().orElse(null),
        metadata.album().orElse(null),
        metadata.year().orElse(null));
  }
}
