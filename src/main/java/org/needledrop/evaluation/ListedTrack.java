package org.needledrop.evaluation;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.needledrop.csv.CsvRows;

/**
 * A track and its accepted genres.
 *
 * @param genres at least one, the best first
 */
public record ListedTrack(Path file, List<String> genres) {

  /**
   * Reads a CSV file with the columns {@code path}, {@code genres} (the accepted ones, separated by
   * {@code |}) and optionally {@code package}, the folder of the path.
   *
   * @param audio folder that the paths are relative to
   * @throws java.io.UncheckedIOException if the list cannot be read
   * @throws IllegalArgumentException if a cell is empty or a path is invalid
   */
  public static List<ListedTrack> read(Path csv, Path audio) {
    List<ListedTrack> tracks = new ArrayList<>();
    for (Map<String, String> row : CsvRows.read(csv)) {
      String genres = cell(csv, row, "genres");
      tracks.add(
          new ListedTrack(
              file(csv, audio, row),
              List.of(genres.split("\\|")).stream().map(String::strip).toList()));
    }
    if (tracks.isEmpty()) {
      throw new IllegalArgumentException(csv + ": the list is empty");
    }
    return tracks;
  }

  private static Path file(Path csv, Path audio, Map<String, String> row) {
    try {
      return Optional.ofNullable(row.get("package"))
          .map(audio::resolve)
          .orElse(audio)
          .resolve(cell(csv, row, "path"))
          .normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(csv + ": not a path: " + e.getMessage(), e);
    }
  }

  private static String cell(Path csv, Map<String, String> row, String column) {
    String value = row.getOrDefault(column, "").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("%s: a row has no value for %s".formatted(csv, column));
    }
    return value;
  }
}
