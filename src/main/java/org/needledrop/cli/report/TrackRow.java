package org.needledrop.cli.report;

import org.needledrop.similarity.IndexedTrack;

/**
 * A track of the index as JSON; unknown values are null. The names are those of {@link ReportRow}
 * and of the API.
 *
 * @param path absolute path or address
 * @param genre decided genre
 * @param topGenre the most probable genre, even below the threshold
 * @param confidence probability of the top genre, 0..1
 * @param abstained reason for no genre
 * @param seconds duration
 */
public record TrackRow(
    String path,
    String title,
    String artist,
    String album,
    Integer year,
    String genre,
    String topGenre,
    Double confidence,
    String abstained,
    double seconds,
    String model,
    String audioHash) {

  public static TrackRow of(IndexedTrack track) {
    return new TrackRow(
        track.path(),
        track.metadata().title().orElse(null),
        track.metadata().artist().orElse(null),
        track.metadata().album().orElse(null),
        track.metadata().year().orElse(null),
        track.genre().orElse(null),
        track.topGenre().orElse(null),
        track.confidence().isPresent()
            ? AnalysisColumns.rounded(track.confidence().getAsDouble())
            : null,
        track.abstained().orElse(null),
        track.seconds(),
        track.model(),
        track.audioHash());
  }
}
