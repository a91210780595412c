package org.needledrop.teaching;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.needledrop.csv.CsvRows;

/**
 * Labelled tracks.
 *
 * @param genres distinct genres in alphabetical order
 * @param tracks tracks in the order of the list
 */
public record Labels(List<String> genres, List<LabelledTrack> tracks) {

  /** Minimum tracks per genre for training and cross-validation. */
  static final int LEAST_TRACKS = 5;

  public Labels {
    genres = List.copyOf(genres);
    tracks = List.copyOf(tracks);
  }

  /**
   * Reads a CSV file with the columns {@code path} (absolute, or relative to the file's folder) and
   * {@code genre}.
   *
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException if a column is missing, a path is invalid, a track has two
   *     genres, a genre has fewer than 5 tracks, or there is only one genre
   */
  public static Labels read(Path csv) {
    Map<Path, String> genreOf = new LinkedHashMap<>();
    for (Map<String, String> row : CsvRows.read(csv)) {
      Path path = track(csv, cell(csv, row, "path"));
      String genre = cell(csv, row, "genre");
      if (genre.chars().anyMatch(c -> c == '=' || Character.isISOControl(c))) {
        throw new IllegalArgumentException(
            "%s: %s: a genre must not contain = or control characters".formatted(csv, path));
      }
      String other = genreOf.putIfAbsent(path, genre);
      if (other != null && !other.equals(genre)) {
        throw new IllegalArgumentException(
            "%s: %s is labelled both %s and %s".formatted(csv, path, other, genre));
      }
    }
    return of(
        csv,
        genreOf.entrySet().stream()
            .map(row -> new LabelledTrack(row.getKey(), Optional.empty(), row.getValue()))
            .toList());
  }

  /**
   * Creates labels from user labels.
   *
   * @param source source for messages
   * @throws IllegalArgumentException if there is only one genre, or two differ only in case
   */
  public static Labels of(Path source, List<LabelledTrack> tracks) {
    List<String> genres = tracks.stream().map(LabelledTrack::genre).distinct().sorted().toList();
    if (genres.size() < 2) {
      throw new IllegalArgumentException(source + ": at least two genres are required");
    }
    requireDistinct(source, genres);
    return new Labels(genres, tracks);
  }

  /** Rejects genres that differ only in case, which tags do not distinguish. */
  private static void requireDistinct(Path source, List<String> genres) {
    Map<String, String> seen = new HashMap<>();
    for (String genre : genres) {
      String other = seen.put(genre.toLowerCase(Locale.ROOT), genre);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s: %s and %s differ only in case; use one spelling".formatted(source, other, genre));
      }
    }
  }

  private static Path track(Path csv, String path) {
    try {
      return csv.resolveSibling(path).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(csv + ": not a path: " + e.getMessage(), e);
    }
  }

  private static String cell(Path csv, Map<String, String> row, String column) {
    String value = row.getOrDefault(column, "").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: a row has no %s; the header must be path,genre".formatted(csv, column));
    }
    return value;
  }

  /**
   * Checks that each genre has enough readable tracks.
   *
   * @throws IllegalArgumentException if a genre has too few
   */
  public void requireEnough(List<Example> examples) {
    for (String genre : genres) {
      int index = genres.indexOf(genre);
      List<String> recordings = new ArrayList<>();
      examples.stream().filter(e -> e.genre() == index).forEach(e -> recordings.add(e.recording()));
      long count = recordings.stream().distinct().count();
      if (count < LEAST_TRACKS) {
        throw new IllegalArgumentException(
            "%s: %d different tracks, at least %d are required"
                .formatted(genre, count, LEAST_TRACKS));
      }
    }
  }
}
