package org.needledrop.tagging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.needledrop.tags.TagFields;

/** The fields before and after; what a dry run shows. */
public record TagChange(TagFields before, TagFields after) {

  public boolean isEmpty() {
    return before.genres().equals(after.genres()) && before.marks().equals(after.marks());
  }

  /** One line for each field that differs: {@code genre: Rock -> Metal}. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    addLine(lines, "genre", String.join("; ", before.genres()), String.join("; ", after.genres()));
    TreeSet<String> names = new TreeSet<>(before.marks().keySet());
    names.addAll(after.marks().keySet());
    for (String name : names) {
      addLine(lines, name, before.marks().get(name), after.marks().get(name));
    }
    return lines;
  }

  private static void addLine(List<String> lines, String name, String before, String after) {
    if (!Objects.equals(before, after)) {
      lines.add("%s: %s -> %s".formatted(name, shown(before), shown(after)));
    }
  }

  private static String shown(String value) {
    return value == null || value.isEmpty() ? "(none)" : value;
  }
}
