package org.needledrop.evaluation;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.needledrop.csv.CsvRows;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;

/**
 * A folder with log-mel spectrograms of GTZAN: {@code logmel_128x387_u8.npz} ({@code X} uint8
 * {@code [tracks, bands, frames]}, {@code ids}) and {@code tracks.csv} (columns {@code id}, {@code
 * genre}, {@code fault_filtered}, {@code artist}).
 */
public record GtzanFolder(Path path) {

  private static final String LOG_MELS = "logmel_128x387_u8.npz";

  /** Columns per three seconds: the hop is 1,708 samples at 22,050 Hz. */
  private static final int SNIPPET_COLUMNS = 39;

  private static final List<String> SIDES = List.of("train", "valid", "test");

  /**
   * Returns the tracks of one part of a split, sliced for a model.
   *
   * @param side {@code train}, {@code valid} or {@code test}
   * @throws UncheckedIOException if a file is missing or damaged
   * @throws IllegalArgumentException if the model expects other spectrograms, or no track is left
   */
  public List<DrawnTrack> tracks(Protocol protocol, String side, ModelManifest model) {
    Map<String, String> genreOf = genreOf(protocol, side);
    NumpyArray logMels = NumpyArray.ofArchive(path.resolve(LOG_MELS), "X");
    if (logMels.shape()[1] != model.mel().melBands()) {
      throw new IllegalArgumentException(
          "%s has %d mel bands, but the model expects %d"
              .formatted(LOG_MELS, logMels.shape()[1], model.mel().melBands()));
    }
    String[] ids = NumpyArray.ofArchive(path.resolve(LOG_MELS), "ids").strings();
    List<DrawnTrack> tracks = new ArrayList<>();
    for (int row = 0; row < ids.length; row++) {
      if (genreOf.containsKey(ids[row])) {
        Snippets snippets = cut(logMels, row, model.snippet());
        tracks.add(new DrawnTrack(ids[row], named(genreOf.get(ids[row]), model), snippets));
      }
    }
    if (tracks.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: no track belongs to the part %s".formatted(path, side));
    }
    return tracks;
  }

  /**
   * Returns the tracks of all parts, including training; see {@link #tracks(Protocol, String,
   * ModelManifest)}.
   */
  public List<DrawnTrack> tracks(Protocol protocol, ModelManifest model) {
    return SIDES.stream().flatMap(side -> tracks(protocol, side, model).stream()).toList();
  }

  private Map<String, String> genreOf(Protocol protocol, String side) {
    Predicate<Map<String, String>> wanted =
        switch (protocol) {
          case P2 -> row -> true;
          case P3 -> row -> !row.getOrDefault("artist", "").isBlank();
        };
    return CsvRows.read(path.resolve("tracks.csv")).stream()
        .filter(row -> side.equals(row.get("fault_filtered")))
        .filter(wanted)
        .collect(Collectors.toMap(row -> row.get("id"), row -> row.get("genre")));
  }

  /** Returns the model's spelling, such as {@code hip hop} for {@code hiphop}. */
  private static String named(String genre, ModelManifest model) {
    return model.genres().stream()
        .filter(own -> own.replace(" ", "").equals(genre))
        .findFirst()
        .orElse(genre);
  }

  /**
   * Cuts snippets without overlap; an incomplete one at the end is dropped. If the model has more
   * frames in three seconds than the spectrograms, frames are interpolated.
   */
  private static Snippets cut(NumpyArray logMels, int track, ModelManifest.SnippetShape shape) {
    int bands = logMels.shape()[1];
    int columns = logMels.shape()[2];
    int count = columns / SNIPPET_COLUMNS;
    byte[][] snippets = new byte[count][bands * shape.frames()];
    double[] starts = new double[count];
    byte[] row = new byte[SNIPPET_COLUMNS];
    for (int snippet = 0; snippet < count; snippet++) {
      starts[snippet] = snippet * shape.seconds();
      for (int band = 0; band < bands; band++) {
        int from = (track * bands + band) * columns + snippet * SNIPPET_COLUMNS;
        logMels.values().get(from, row, 0, SNIPPET_COLUMNS);
        widen(row, snippets[snippet], band * shape.frames(), shape.frames());
      }
    }
    return new Snippets(snippets, starts, shape.seconds(), bands, shape.frames());
  }

  /** Interpolates columns to frames; the first and last are kept. */
  private static void widen(byte[] columns, byte[] snippet, int at, int frames) {
    double step = (columns.length - 1.0) / Math.max(1, frames - 1);
    for (int frame = 0; frame < frames; frame++) {
      double place = frame * step;
      int left = Math.min((int) place, columns.length - 2);
      double share = place - left;
      double level = (1 - share) * (columns[left] & 0xFF) + share * (columns[left + 1] & 0xFF);
      snippet[at + frame] = (byte) Math.round(level);
    }
  }
}
