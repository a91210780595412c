package org.needledrop.tags.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.UnreadableTag;

/**
 * One atom (box) of an MP4 file (ISO 14496-12, section 4.2).
 *
 * @param type four ISO-8859-1 characters; empty for bytes that are not an atom
 * @param content content of a leaf, or the bytes before the children
 */
public record Mp4Atom(String type, ByteBuffer content, List<Mp4Atom> children) {
  public static final int HEADER = 8;

  /** Atoms to parse, by parent: those that lead to tags and offsets. */
  private static final Map<String, Set<String>> CONTAINERS =
      Map.of(
          "moov", Set.of("trak", "udta"),
          "trak", Set.of("mdia"),
          "mdia", Set.of("minf"),
          "minf", Set.of("stbl"),
          "udta", Set.of("meta"),
          "meta", Set.of("ilst"));

  public Mp4Atom {
    children = List.copyOf(children);
  }

  public static Mp4Atom leaf(String type, ByteBuffer content) {
    return new Mp4Atom(type, content, List.of());
  }

  public static Mp4Atom container(String type, List<Mp4Atom> children) {
    return new Mp4Atom(type, ByteBuffer.allocate(0), children);
  }

  /** Parses an atom that contains atoms. */
  public static Mp4Atom parseContainer(String type, ByteBuffer content) throws UnreadableTag {
    int before = type.equals("meta") ? versionAndFlags(content) : 0;
    ByteBuffer rest = content.slice(before, content.capacity() - before);
    return new Mp4Atom(type, content.slice(0, before), parseAll(type, rest));
  }

  /** Parses consecutive atoms. */
  static List<Mp4Atom> parseAll(String parent, ByteBuffer bytes) throws UnreadableTag {
    Set<String> containers = CONTAINERS.getOrDefault(parent, Set.of());
    List<Mp4Atom> atoms = new ArrayList<>();
    while (bytes.remaining() >= HEADER && bytes.getInt(bytes.position()) != 0) {
      int size = bytes.getInt(bytes.position());
      if (size < HEADER || size > bytes.remaining()) {
        throw new UnreadableTag("an atom in its " + parent + " has a wrong size");
      }
      String type = type(bytes, bytes.position() + 4);
      ByteBuffer content = bytes.slice(bytes.position() + HEADER, size - HEADER);
      bytes.position(bytes.position() + size);
      atoms.add(containers.contains(type) ? parseContainer(type, content) : leaf(type, content));
      TagContainer.refuseMany(atoms);
    }
    if (bytes.hasRemaining()) {
      atoms.add(leaf("", bytes.slice()));
    }
    return atoms;
  }

  /** Returns the size of version and flags, which QuickTime's meta atom lacks. */
  private static int versionAndFlags(ByteBuffer meta) {
    return meta.capacity() >= HEADER && type(meta, 4).equals("hdlr") ? 0 : 4;
  }

  public static String type(ByteBuffer bytes, int place) {
    return ISO_8859_1.decode(bytes.slice(place, 4)).toString();
  }

  public Optional<Mp4Atom> child(String childType) {
    return children.stream().filter(child -> child.type().equals(childType)).findFirst();
  }

  /** Returns a copy with the first child of a type replaced, appended if missing, or removed. */
  public Mp4Atom with(String childType, Optional<Mp4Atom> replacement) {
    List<Mp4Atom> changed = new ArrayList<>(children);
    Optional<Mp4Atom> old = child(childType);
    int place = old.or(() -> child("")).map(children::indexOf).orElse(children.size());
    old.ifPresent(_ -> changed.remove(place));
    replacement.ifPresent(atom -> changed.add(place, atom));
    return new Mp4Atom(type, content, changed);
  }

  int size() {
    int header = type.isEmpty() ? 0 : HEADER;
    return header + content.capacity() + children.stream().mapToInt(Mp4Atom::size).sum();
  }

  public ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(size());
    writeTo(bytes);
    return bytes.flip();
  }

  private void writeTo(ByteBuffer bytes) {
    if (!type.isEmpty()) {
      bytes.putInt(size()).put(type.getBytes(ISO_8859_1));
    }
    bytes.put(content.duplicate());
    children.forEach(child -> child.writeTo(bytes));
  }
}
