package org.needledrop.tags.ape;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.GenreText;
import org.needledrop.tags.OwnFields;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;

/**
 * An APE tag.
 *
 * @param version 1000 for APEv1, whose items have one value; 2000 for APEv2
 * @param flags of the footer ("Ape Tags Flags")
 * @param reserved the last 8 bytes of the footer
 */
record ApeTag(int version, int flags, long reserved, List<ApeItem> items) {
  /** Bytes of a header or footer ("APE Tags Header"). */
  static final int FOOTER = 32;

  static final String PREAMBLE = "APETAGEX";

  private static final int V2 = 2000;
  private static final int HAS_HEADER = 1 << 31;
  private static final int IS_HEADER = 1 << 29;
  private static final String GENRE = "Genre";

  /** The tag for a file without one. */
  static final ApeTag NONE = new ApeTag(V2, HAS_HEADER, 0, List.of());

  ApeTag {
    items = List.copyOf(items);
  }

  /** Returns the size of a tag in bytes, from its footer. */
  static long size(ByteBuffer footer) {
    ByteBuffer bytes = footer.slice().order(ByteOrder.LITTLE_ENDIAN);
    return Integer.toUnsignedLong(bytes.getInt(12)) + (hasHeader(bytes.getInt(20)) ? FOOTER : 0);
  }

  /**
   * Parses a whole tag, up to its end: its number of items is wrong in files of some programs.
   *
   * @throws UnreadableTag if it is damaged
   */
  static ApeTag parse(ByteBuffer tag) throws UnreadableTag {
    ByteBuffer footer = tag.slice(tag.capacity() - FOOTER, FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    int flags = footer.getInt(20);
    int start = hasHeader(flags) ? FOOTER : 0;
    ByteBuffer body =
        tag.slice(start, tag.capacity() - start - FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    List<ApeItem> items = new ArrayList<>();
    while (body.hasRemaining()) {
      items.add(ApeItem.next(body));
      TagContainer.refuseMany(items);
    }
    return new ApeTag(footer.getInt(8), flags, footer.getLong(24), items);
  }

  private static boolean hasHeader(int flags) {
    return (flags & HAS_HEADER) != 0;
  }

  FileTags read(List<ForeignTag> otherForeign) throws UnreadableTag {
    List<ForeignTag> foreign = new ArrayList<>(otherForeign);
    if (version != V2 || flags != HAS_HEADER || reserved != 0) {
      foreign.add(new ForeignTag("APE footer", version + " " + flags + " " + reserved));
    }
    return ownFields().read(items, foreign);
  }

  ApeTag with(TagFields wanted) throws UnreadableTag {
    for (String name : wanted.customFields().keySet()) {
      if (name.length() > ApeItem.MOST_KEY_CHARACTERS) {
        throw new UnreadableTag("an APE tag holds no name of more than 255 characters: " + name);
      }
    }
    return new ApeTag(version, flags, reserved, ownFields().replace(items, wanted));
  }

  private OwnFields<ApeItem> ownFields() {
    return new OwnFields<>(
        this::kind,
        ApeItem::foreign,
        this::genreItem,
        (name, value) -> ApeItem.text(name, 0, List.of(value)));
  }

  private OwnFields.Kind kind(ApeItem item) throws UnreadableTag {
    if (item.key().equalsIgnoreCase(GENRE)) {
      return new OwnFields.Kind.Genre(genres(item));
    }
    return item.isText()
        ? OwnFields.Kind.named(item.key(), UTF_8.decode(item.value().duplicate()).toString())
        : new OwnFields.Kind.Foreign();
  }

  private List<String> genres(ApeItem item) throws UnreadableTag {
    if (!item.isText()) {
      throw new UnreadableTag("its genre is not text");
    }
    String text = GenreText.decode(UTF_8, item.value());
    return version >= V2 ? List.of(text.split("\0", -1)) : List.of(text);
  }

  /** Keeps the key's spelling and the flags of the file's genre, so that undo restores them. */
  private List<ApeItem> genreItem(List<String> genres) {
    Optional<ApeItem> old =
        items.stream().filter(item -> item.key().equalsIgnoreCase(GENRE)).findFirst();
    List<String> values = version >= V2 ? genres : List.of(TagFields.joined(genres));
    return List.of(
        ApeItem.text(
            old.map(ApeItem::key).orElse(GENRE), old.map(ApeItem::flags).orElse(0), values));
  }

  /** Serialises the tag, with a header if it had one. */
  ByteBuffer bytes() {
    int start = hasHeader(flags) ? FOOTER : 0;
    int size = items.stream().mapToInt(ApeItem::size).sum() + FOOTER;
    ByteBuffer bytes = ByteBuffer.allocate(start + size).order(ByteOrder.LITTLE_ENDIAN);
    if (start > 0) {
      putEnd(bytes, size, flags | IS_HEADER);
    }
    items.forEach(item -> item.writeTo(bytes));
    putEnd(bytes, size, flags);
    return bytes.flip();
  }

  /** Writes the header or the footer. */
  private void putEnd(ByteBuffer bytes, int size, int endFlags) {
    bytes.put(PREAMBLE.getBytes(US_ASCII)).putInt(version).putInt(size).putInt(items.size());
    bytes.putInt(endFlags).putLong(reserved);
  }
}
