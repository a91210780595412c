package org.needledrop.tags.asf;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.GenreText;
import org.needledrop.tags.OwnFields;
import org.needledrop.tags.UnreadableTag;

/** The entries of ASF's extended content description object (ASF 1.20.03, section 3.11). */
final class AsfDescriptors {
  private static final String GENRE = "WM/Genre";
  private static final int TYPE_TEXT = 0;

  /**
   * One entry.
   *
   * @param rawName UTF-16LE, unchanged
   */
  record Descriptor(ByteBuffer rawName, int type, ByteBuffer value) {
    int size() {
      return 2 + rawName.capacity() + 2 + 2 + value.capacity();
    }

    String name() {
      return UTF_16LE.decode(rawName.duplicate()).toString().replace("\0", "");
    }
  }

  static final OwnFields<Descriptor> OWN_FIELDS =
      new OwnFields<>(
          AsfDescriptors::kind,
          AsfDescriptors::foreign,
          genres -> genres.stream().map(genre -> text(GENRE, genre)).toList(),
          AsfDescriptors::text);

  private AsfDescriptors() {}

  static List<Descriptor> parse(ByteBuffer content) throws UnreadableTag {
    ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<Descriptor> descriptors = new ArrayList<>();
    for (int left = Short.toUnsignedInt(bytes.getShort()); left > 0; left--) {
      ByteBuffer name = next(bytes);
      int type = bytes.getShort();
      descriptors.add(new Descriptor(name, type, next(bytes)));
    }
    if (bytes.hasRemaining()) {
      throw new UnreadableTag("its tag holds more entries than it declares");
    }
    return descriptors;
  }

  private static ByteBuffer next(ByteBuffer bytes) {
    int length = Short.toUnsignedInt(bytes.getShort());
    ByteBuffer result = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return result;
  }

  static ByteBuffer bytes(List<Descriptor> descriptors) {
    int size = 2 + descriptors.stream().mapToInt(Descriptor::size).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) descriptors.size());
    for (Descriptor descriptor : descriptors) {
      put(bytes, descriptor.rawName());
      bytes.putShort((short) descriptor.type());
      put(bytes, descriptor.value());
    }
    return bytes.flip();
  }

  private static void put(ByteBuffer bytes, ByteBuffer part) {
    bytes.putShort((short) part.capacity()).put(part.duplicate());
  }

  private static OwnFields.Kind kind(Descriptor descriptor) throws UnreadableTag {
    if (descriptor.type() != TYPE_TEXT) {
      return new OwnFields.Kind.Foreign();
    }
    String name = descriptor.name();
    return name.equalsIgnoreCase(GENRE)
        ? new OwnFields.Kind.Genre(List.of(ended(GenreText.decode(UTF_16LE, descriptor.value()))))
        : OwnFields.Kind.named(
            name, ended(UTF_16LE.decode(descriptor.value().duplicate()).toString()));
  }

  /** Removes a terminating NUL. */
  private static String ended(String text) {
    return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
  }

  private static ForeignTag foreign(Descriptor descriptor) {
    String name = Sha256.of(descriptor.rawName());
    return new ForeignTag(
        descriptor.name() + " descriptor",
        "%s %d %s".formatted(name, descriptor.type(), Sha256.of(descriptor.value())));
  }

  private static Descriptor text(String name, String text) {
    return new Descriptor(
        UTF_16LE.encode(name + "\0").slice(), TYPE_TEXT, UTF_16LE.encode(text + "\0").slice());
  }
}
