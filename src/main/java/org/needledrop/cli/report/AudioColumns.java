package org.needledrop.cli.report;

import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.audio.AudioInfo;

/** The audio in a {@link ReportRow}; unknown values are null. */
record AudioColumns(
    Double seconds,
    String container,
    String codec,
    Integer sampleRateHz,
    Integer channels,
    String decoder) {

  private static final AudioColumns NONE = new AudioColumns(null, null, null, null, null, null);

  static AudioColumns of(Optional<Analysis> analysis) {
    return analysis.map(Analysis::audio).map(AudioColumns::of).orElse(NONE);
  }

  private static AudioColumns of(AudioInfo audio) {
    return new AudioColumns(
        audio.duration().toMillis() / 1000.0,
        audio.container().name(),
        audio.codec(),
        audio.sampleRateHz(),
        audio.channels(),
        audio.decoder().orElse(null));
  }
}
