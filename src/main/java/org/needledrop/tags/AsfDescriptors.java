package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileTags.ForeignTag;

/** The entries of ASF's extended content description object. */
final class AsfDescriptors {
  private static final String GENRE = "WM/Genre";
  private static final int TYPE_TEXT = 0;

  /** One entry. */
  record Descriptor(String name, int type, ByteBuffer value) {
    int size() {
      return 2 + UTF_16LE.encode(name).remaining() + 2 + 2 + value.capacity();
    }

    String text() {
      String text = UTF_16LE.decode(value.duplicate()).toString();
      return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }
  }

  static final OwnFields<Descriptor> OWN_FIELDS =
      new OwnFields<>(
          AsfDescriptors::kind,
          AsfDescriptors::foreign,
          genres -> genres.stream().map(genre -> text(GENRE, genre)).toList(),
          AsfDescriptors::text);

  private AsfDescriptors() {}

  static List<Descriptor> parse(ByteBuffer content) {
    ByteBuffer bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<Descriptor> descriptors = new ArrayList<>();
    for (int left = Short.toUnsignedInt(bytes.getShort()); left > 0; left--) {
      String name = UTF_16LE.decode(next(bytes)).toString();
      int type = bytes.getShort();
      descriptors.add(new Descriptor(name, type, next(bytes)));
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
      ByteBuffer name = UTF_16LE.encode(descriptor.name());
      bytes.putShort((short) name.remaining()).put(name).putShort((short) descriptor.type());
      ByteBuffer value = descriptor.value().duplicate();
      bytes.putShort((short) value.remaining()).put(value);
    }
    return bytes.flip();
  }

  private static OwnFields.Kind kind(Descriptor descriptor) {
    String name = descriptor.name().replace("\0", "");
    if (descriptor.type() != TYPE_TEXT) {
      return new OwnFields.Kind.Foreign();
    }
    return name.equalsIgnoreCase(GENRE)
        ? new OwnFields.Kind.Genre(List.of(descriptor.text()))
        : OwnFields.Kind.named(name, descriptor.text());
  }

  private static ForeignTag foreign(Descriptor descriptor) {
    String name = descriptor.name().replace("\0", "");
    return new ForeignTag(
        name + " descriptor", descriptor.type() + " " + Sha256.of(descriptor.value()));
  }

  private static Descriptor text(String name, String text) {
    return new Descriptor(name + "\0", TYPE_TEXT, UTF_16LE.encode(text + "\0").slice());
  }
}
