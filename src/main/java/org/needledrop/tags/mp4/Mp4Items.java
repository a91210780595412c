package org.needledrop.tags.mp4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.GenreText;
import org.needledrop.tags.OwnFields;
import org.needledrop.tags.UnreadableTag;

/**
 * The items of iTunes' list of tags, atom {@code ilst} (QuickTime File Format, Metadata: Metadata
 * Item List Atom, with iTunes' own types).
 */
final class Mp4Items {
  private static final String GENRE = "©gen";
  private static final String NUMBERED_GENRE = "gnre";
  private static final Pattern NUMBERED = Pattern.compile("gnre:(\\d{1,5})");
  private static final String FREE_FORM = "----";
  private static final String ITUNES = "com.apple.iTunes";

  /** Bytes of version and flags before the text of the atoms mean and name. */
  private static final int VERSION_AND_FLAGS = 4;

  /** Bytes of type and locale before the value of an atom data. */
  private static final int TYPE_AND_LOCALE = 8;

  private static final int TYPE_UTF8 = 1;
  private static final int TYPE_IMPLICIT = 0;

  static final OwnFields<Mp4Atom> OWN_FIELDS =
      new OwnFields<>(Mp4Items::kind, Mp4Items::foreign, Mp4Items::genres, Mp4Items::mark);

  private Mp4Items() {}

  private static OwnFields.Kind kind(Mp4Atom item) throws UnreadableTag {
    return switch (item.type()) {
      case GENRE -> new OwnFields.Kind.Genre(genreTexts(item));
      case NUMBERED_GENRE ->
          new OwnFields.Kind.Genre(
              values(item).stream().map(value -> "gnre:" + value.getShort(0)).toList());
      case FREE_FORM -> freeFormKind(item);
      default -> new OwnFields.Kind.Foreign();
    };
  }

  private static OwnFields.Kind freeFormKind(Mp4Atom item) throws UnreadableTag {
    List<ByteBuffer> values = values(item);
    return part(item, "mean").equals(ITUNES) && !values.isEmpty()
        ? OwnFields.Kind.named(part(item, "name"), text(values.getFirst()))
        : new OwnFields.Kind.Foreign();
  }

  private static List<String> genreTexts(Mp4Atom item) throws UnreadableTag {
    List<String> texts = new ArrayList<>();
    for (ByteBuffer data : data(item)) {
      int type = data.getInt(0);
      if (type != TYPE_UTF8 && type != TYPE_IMPLICIT) {
        throw new UnreadableTag("its genre is not valid UTF-8");
      }
      texts.add(GenreText.decode(UTF_8, after(data, TYPE_AND_LOCALE)));
    }
    return texts;
  }

  private static ForeignTag foreign(Mp4Atom item) {
    return new ForeignTag(name(item) + " item", Sha256.of(item.content()));
  }

  private static String name(Mp4Atom item) {
    try {
      return item.type().equals(FREE_FORM) ? part(item, "name") : item.type();
    } catch (UnreadableTag | IndexOutOfBoundsException _) {
      return item.type();
    }
  }

  private static String part(Mp4Atom item, String type) throws UnreadableTag {
    for (Mp4Atom atom : Mp4Atom.parseAll(item.type(), item.content().duplicate())) {
      if (atom.type().equals(type)) {
        return text(after(atom.content(), VERSION_AND_FLAGS));
      }
    }
    return "";
  }

  private static List<ByteBuffer> values(Mp4Atom item) throws UnreadableTag {
    return data(item).stream().map(data -> after(data, TYPE_AND_LOCALE)).toList();
  }

  private static List<ByteBuffer> data(Mp4Atom item) throws UnreadableTag {
    return Mp4Atom.parseAll(item.type(), item.content().duplicate()).stream()
        .filter(atom -> atom.type().equals("data"))
        .map(Mp4Atom::content)
        .toList();
  }

  private static ByteBuffer after(ByteBuffer content, int skipped) {
    return content.slice(skipped, content.capacity() - skipped);
  }

  private static String text(ByteBuffer utf8) {
    return UTF_8.decode(utf8.duplicate()).toString();
  }

  /** Returns several genres as values of one item, as iTunes and mutagen write them. */
  private static List<Mp4Atom> genres(List<String> genres) {
    List<Mp4Atom> items = new ArrayList<>();
    for (String genre : genres) {
      Matcher numbered = NUMBERED.matcher(genre);
      Mp4Atom item =
          numbered.matches()
              ? numberedGenre(Integer.parseInt(numbered.group(1)))
              : Mp4Atom.container(
                  GENRE, List.of(value(TYPE_UTF8, ByteBuffer.wrap(genre.getBytes(UTF_8)))));
      if (!items.isEmpty() && items.getLast().type().equals(item.type())) {
        item =
            Mp4Atom.container(item.type(), joined(items.removeLast().children(), item.children()));
      }
      items.add(item);
    }
    return items;
  }

  private static Mp4Atom numberedGenre(int number) {
    ByteBuffer value = ByteBuffer.allocate(2).putShort(0, (short) number);
    return Mp4Atom.container(NUMBERED_GENRE, List.of(value(TYPE_IMPLICIT, value)));
  }

  private static List<Mp4Atom> joined(List<Mp4Atom> some, List<Mp4Atom> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static Mp4Atom mark(String name, String value) {
    return Mp4Atom.container(
        FREE_FORM,
        List.of(
            part("mean", ITUNES),
            part("name", name),
            value(TYPE_UTF8, ByteBuffer.wrap(value.getBytes(UTF_8)))));
  }

  private static Mp4Atom part(String type, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return Mp4Atom.leaf(
        type, ByteBuffer.allocate(VERSION_AND_FLAGS + utf8.length).put(VERSION_AND_FLAGS, utf8));
  }

  private static Mp4Atom value(int type, ByteBuffer value) {
    ByteBuffer content = ByteBuffer.allocate(TYPE_AND_LOCALE + value.remaining());
    content.putInt(type).putInt(0).put(value);
    return Mp4Atom.leaf("data", content.flip());
  }
}
