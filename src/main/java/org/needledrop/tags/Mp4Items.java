package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileTags.ForeignTag;

/** The items of iTunes' list of tags, atom {@code ilst}. */
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
      case GENRE -> new OwnFields.Kind.Genre(values(item).stream().map(Mp4Items::text).toList());
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
    List<ByteBuffer> values = new ArrayList<>();
    for (Mp4Atom atom : Mp4Atom.parseAll(item.type(), item.content().duplicate())) {
      if (atom.type().equals("data")) {
        values.add(after(atom.content(), TYPE_AND_LOCALE));
      }
    }
    return values;
  }

  private static ByteBuffer after(ByteBuffer content, int skipped) {
    return content.slice(skipped, content.capacity() - skipped);
  }

  private static String text(ByteBuffer utf8) {
    return UTF_8.decode(utf8.duplicate()).toString();
  }

  /** One item with a value for each genre, as iTunes and mutagen write several. */
  private static List<Mp4Atom> genres(List<String> genres) {
    List<Mp4Atom> items = new ArrayList<>();
    List<Mp4Atom> texts = new ArrayList<>();
    for (String genre : genres) {
      Matcher numbered = NUMBERED.matcher(genre);
      if (numbered.matches()) {
        short number = (short) Integer.parseInt(numbered.group(1));
        ByteBuffer value = ByteBuffer.allocate(2).putShort(0, number);
        items.add(Mp4Atom.container(NUMBERED_GENRE, List.of(value(TYPE_IMPLICIT, value))));
      } else {
        texts.add(value(TYPE_UTF8, ByteBuffer.wrap(genre.getBytes(UTF_8))));
      }
    }
    if (!texts.isEmpty()) {
      items.add(Mp4Atom.container(GENRE, texts));
    }
    return items;
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
