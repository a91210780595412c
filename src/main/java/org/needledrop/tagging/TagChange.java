package org.needledrop.tagging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.needledrop.tags.TagFields;

/** Fields before and after, as shown by a dry run. */
public record TagChange(TagFields before, TagFields after) {

  public boolean isEmpty() {
    return before.genres().equals(after.genres())
        && before.customFields().equals(after.customFields());
  }

  /** Returns whether the genre field changes. */
  public boolean changesGenre() {
    return !before.genres().equals(after.genres());
  }

  /** A changed field; several values of the genre field are joined. */
  public record Field(String name, Optional<String> before, Optional<String> after) {

    /** {@code genre: Rock -> Metal} */
    String line() {
      return "%s: %s -> %s".formatted(name, before.orElse("(none)"), after.orElse("(none)"));
    }
  }

  /** Returns the changed fields, the genre first. */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    add(fields, "genre", String.join("; ", before.genres()), String.join("; ", after.genres()));
    TreeSet<String> names = new TreeSet<>(before.customFields().keySet());
    names.addAll(after.customFields().keySet());
    for (String name : names) {
      add(fields, name, before.customFields().get(name), after.customFields().get(name));
    }
    return fields;
  }

  /** Returns one line per changed field: {@code genre: Rock -> Metal}. */
  public List<String> lines() {
    return fields().stream().map(Field::line).toList();
  }

  private static void add(List<Field> fields, String name, String before, String after) {
    if (!Objects.equals(before, after)) {
      fields.add(new Field(name, present(before), present(after)));
    }
  }

  private static Optional<String> present(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }
}
