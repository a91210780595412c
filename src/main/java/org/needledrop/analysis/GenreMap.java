package org.needledrop.analysis;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.needledrop.scoring.ModelManifest;

/**
 * The library's names for the model's genres.
 *
 * @param byGenre names by genre; none for genres that are not written
 */
public record GenreMap(Map<String, List<String>> byGenre) {

  private static final Map<String, String> SPELLINGS = Map.of("hiphop", "Hip-Hop");

  public GenreMap {
    byGenre = new TreeMap<>(byGenre);
  }

  /** Returns the usual spelling of each genre: {@code Rock}, {@code Hip-Hop}. */
  public static GenreMap usual(List<String> genres) {
    return new GenreMap(
        genres.stream().collect(Collectors.toMap(genre -> genre, g -> List.of(spelling(g)))));
  }

  /** Returns the usual spellings; genres of a taught model keep the user's spelling. */
  public static GenreMap of(ModelManifest model) {
    if (model.head().isPresent()) {
      return verbatim(model.genres());
    }
    Map<String, List<String>> words = new TreeMap<>(usual(model.genres()).byGenre());
    model.tags().forEach((genre, tag) -> words.put(genre, List.of(tag)));
    return new GenreMap(words);
  }

  private static GenreMap verbatim(List<String> genres) {
    return new GenreMap(genres.stream().collect(Collectors.toMap(genre -> genre, List::of)));
  }

  private static String spelling(String genre) {
    return SPELLINGS.getOrDefault(
        genre, Character.toTitleCase(genre.charAt(0)) + genre.substring(1));
  }

  /**
   * Returns the usual spellings, overridden by a YAML file: {@code hiphop: Hip Hop}, {@code rock:
   * [Rock, Pop/Rock]}, or {@code pop: []} to write nothing.
   *
   * @throws IllegalArgumentException if a genre is not in the model, or a name cannot be a tag's
   *     value
   * @throws UncheckedIOException if the file cannot be read or is not such a map
   */
  public static GenreMap read(Path yaml, ModelManifest model) {
    List<String> genres = model.genres();
    Map<String, List<String>> words = new TreeMap<>(of(model).byGenre());
    parse(yaml)
        .forEach(
            (genre, own) -> {
              if (!genres.contains(genre)) {
                throw new IllegalArgumentException(
                    "%s: the model has no genre %s, only %s".formatted(yaml, genre, genres));
              }
              words.put(genre, own == null ? List.of() : checked(yaml, genre, own));
            });
    return new GenreMap(words);
  }

  /** Rejects control characters, which some tag formats use as separators. */
  private static List<String> checked(Path yaml, String genre, List<String> own) {
    for (String word : own) {
      if (word == null || word.isBlank() || word.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "%s: %s: words must not be empty or contain control characters".formatted(yaml, genre));
      }
    }
    return List.copyOf(own);
  }

  private static Map<String, List<String>> parse(Path yaml) {
    try {
      Map<String, List<String>> words =
          new ObjectMapper(new YAMLFactory())
              .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
              .readValue(yaml.toFile(), new TypeReference<>() {});
      if (words == null) {
        throw new IOException("the file is empty");
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(
          yaml + ": not a YAML map from genres to words: " + e.getMessage(), e);
    }
  }

  /** Returns the names of a genre; a user label is returned unchanged. */
  public List<String> of(String genre) {
    return byGenre.getOrDefault(genre, List.of(genre));
  }
}
