package org.needledrop.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.needledrop.tags.FileTags.ForeignTag;

/**
 * Separates Needledrop's fields from others in a container's entries: frames, comments, items or
 * descriptors.
 *
 * @param kind classifies an entry
 * @param foreign describes an entry of another program
 * @param genre creates the entries of the genres
 * @param mark creates the entry of a custom field
 */
public record OwnFields<E>(
    Kind.Of<E> kind,
    Function<E, ForeignTag> foreign,
    Function<List<String>, List<E>> genre,
    BiFunction<String, String, E> mark) {

  /** The kind of an entry. */
  public sealed interface Kind {
    record Genre(List<String> values) implements Kind {}

    record Mark(String name, String value) implements Kind {}

    record Foreign() implements Kind {}

    /** Classifies an entry. */
    interface Of<E> {
      public Kind of(E entry) throws UnreadableTag;
    }

    /** Returns a custom field if the name is one of Needledrop's. */
    public static Kind named(String name, String value) {
      Optional<String> canonical = TagNames.canonical(name);
      return canonical.isPresent() ? new Mark(canonical.get(), value) : new Foreign();
    }
  }

  public FileTags read(List<E> entries, List<ForeignTag> otherForeign) throws UnreadableTag {
    List<String> genres = new ArrayList<>();
    Map<String, String> customFields = new TreeMap<>();
    List<ForeignTag> foreignTags = new ArrayList<>(otherForeign);
    for (E entry : entries) {
      switch (kind.of(entry)) {
        case Kind.Genre g -> genres.addAll(g.values());
        case Kind.Mark m -> customFields.put(m.name(), m.value());
        case Kind.Foreign() -> foreignTags.add(foreign.apply(entry));
      }
    }
    return new FileTags(new TagFields(true, genres, new TreeMap<>(customFields)), foreignTags);
  }

  /**
   * Replaces the genre in its place and appends the custom fields; all other entries are kept, also
   * an equal genre in another notation.
   */
  public List<E> replace(List<E> entries, TagFields wanted) throws UnreadableTag {
    boolean keepsGenre = genres(entries).equals(wanted.genres());
    List<E> result = new ArrayList<>();
    int genrePlace = -1;
    for (E entry : entries) {
      switch (kind.of(entry)) {
        case Kind.Genre _ when keepsGenre -> result.add(entry);
        case Kind.Genre _ -> genrePlace = genrePlace < 0 ? result.size() : genrePlace;
        case Kind.Mark _ -> {}
        case Kind.Foreign() -> result.add(entry);
      }
    }
    if (!keepsGenre && !wanted.genres().isEmpty()) {
      result.addAll(genrePlace < 0 ? result.size() : genrePlace, genre.apply(wanted.genres()));
    }
    wanted.customFields().forEach((name, value) -> result.add(mark.apply(name, value)));
    return result;
  }

  private List<String> genres(List<E> entries) throws UnreadableTag {
    List<String> genres = new ArrayList<>();
    for (E entry : entries) {
      if (kind.of(entry) instanceof Kind.Genre(List<String> values)) {
        genres.addAll(values);
      }
    }
    return genres;
  }
}
