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
 * A folder with GTZAN as log-mels: {@code logmel_128x387_u8.npz} ({@code X} uint8 {@code [tracks,
 * bands, frames]}, {@code ids}) and {@code tracks.csv} (columns {@code id}, {@code genre}, {@code
 * fault_filtered}, {@code artist}).
 */
public record GtzanFolder(Path path) {

  private static final String LOG_MELS = "logmel_128x387_u8.npz";
  private static final List<String> SIDES = List.of("train", "valid", "test");

  /**
   * The tracks of one side of a split, cut for a model.
   *
   * @param side {@code train}, {@code valid} or {@code test}
   * @throws UncheckedIOException when a file is missing or damaged
   * @throws IllegalArgumentException when the model reads other log-mels, or no track is left
   */
  public List<DrawnTrack> tracks(Protocol protocol, String side, ModelManifest model) {
    Map<String, String> genreOf = genreOf(protocol, side);
    NumpyArray logMels = NumpyArray.ofArchive(path.resolve(LOG_MELS), "X");
    if (logMels.shape()[1] != model.mel().melBands()) {
      throw new IllegalArgumentException(
          "%s has %d bands, the model reads %d"
              .formatted(LOG_MELS, logMels.shape()[1], model.mel().melBands()));
    }
    String[] ids = NumpyArray.ofArchive(path.resolve(LOG_MELS), "ids").strings();
    List<DrawnTrack> tracks = new ArrayList<>();
    for (int row = 0; row < ids.length; row++) {
      if (genreOf.containsKey(ids[row])) {
        Snippets snippets = cut(logMels, row, model.snippet());
        tracks.add(new DrawnTrack(ids[row], genreOf.get(ids[row]), snippets));
      }
    }
    if (tracks.isEmpty()) {
      throw new IllegalArgumentException("%s: no track is on the side %s".formatted(path, side));
    }
    return tracks;
  }

  /**
   * The tracks of all sides, learned from or not; see {@link #tracks(Protocol, String,
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

  /** Side by side from the start; what is left at the end is dropped. */
  private static Snippets cut(NumpyArray logMels, int track, ModelManifest.SnippetShape shape) {
    int bands = logMels.shape()[1];
    int columns = logMels.shape()[2];
    int count = columns / shape.frames();
    byte[][] snippets = new byte[count][bands * shape.frames()];
    double[] starts = new double[count];
    for (int snippet = 0; snippet < count; snippet++) {
      starts[snippet] = snippet * shape.seconds();
      for (int band = 0; band < bands; band++) {
        int from = (track * bands + band) * columns + snippet * shape.frames();
        logMels.values().get(from, snippets[snippet], band * shape.frames(), shape.frames());
      }
    }
    return new Snippets(snippets, starts, shape.seconds(), bands, shape.frames());
  }
}
