package org.needledrop.tags.id3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.UnreadableTag;

/**
 * Parses ID3v2.2, v2.3 and v2.4 tags into frames, without parsing the frames (ID3v2.4.0 structure,
 * sections 3 and 4; ID3v2.3.0, section 3; ID3v2.2.0, section 3).
 */
public final class Id3Parser {
  /** Size of a tag's header and footer in bytes. */
  static final int HEADER = 10;

  private static final int UNSYNCHRONISED = 0x80;
  private static final int EXTENDED_OR_V22_COMPRESSED = 0x40;
  private static final int FOOTER = 0x10;

  private final int version;
  private final ByteBuffer body;

  private Id3Parser(int version, ByteBuffer body) {
    this.version = version;
    this.body = body;
  }

  /** Returns the size in bytes of the tag at an offset; 0 if there is none. */
  public static long size(FileBytes file, long offset) throws IOException {
    if (file.size() - offset < HEADER) {
      return 0;
    }
    ByteBuffer header = file.at(offset, HEADER);
    boolean tag = header.get() == 'I' && header.get() == 'D' && header.get() == '3';
    boolean footer = header.get(3) == 4 && (header.get(5) & FOOTER) != 0;
    return tag ? HEADER + syncsafe(header, 6) + (footer ? HEADER : 0) : 0;
  }

  /**
   * Parses a tag into its frames.
   *
   * @param tag the tag, including its header
   * @throws UnreadableTag if it is damaged or of an unknown version
   */
  public static Id3Tag parse(ByteBuffer tag) throws UnreadableTag {
    int version = tag.get(3);
    int flags = tag.get(5);
    if (version < 2 || version > 4) {
      throw new UnreadableTag("unsupported tag version ID3v2." + version);
    }
    ByteBuffer body = tag.slice(HEADER, syncsafe(tag, 6));
    boolean unsynchronised = (flags & UNSYNCHRONISED) != 0;
    if (unsynchronised && version < 4) {
      body = Id3Unsynchronisation.undo(body);
    }
    if ((flags & EXTENDED_OR_V22_COMPRESSED) != 0) {
      body.position(extendedHeader(version, body));
    }
    int frameFlags = unsynchronised && version == 4 ? Id3Frame.V24_UNSYNCHRONISED : 0;
    List<Id3Frame> frames = new Id3Parser(version, body).frames(frameFlags);
    return new Id3Tag(version, frames, withoutPadding(body));
  }

  /**
   * Returns what other programs left in the padding; readers stop before it, as it does not begin
   * with a frame.
   */
  private static ByteBuffer withoutPadding(ByteBuffer rest) {
    while (rest.hasRemaining() && rest.get(rest.position()) == 0) {
      rest.get();
    }
    return rest.slice();
  }

  /**
   * Returns the size of the extended header, which is dropped as its checksum becomes invalid. In
   * v2.2 the flag announces a compression that was never defined (ID3v2.2.0, section 3.1): some
   * programs set it on plain frames, and anything else does not parse.
   */
  private static int extendedHeader(int version, ByteBuffer body) {
    return switch (version) {
      case 4 -> syncsafe(body, 0);
      case 3 -> 4 + body.getInt(0);
      default -> 0;
    };
  }

  private List<Id3Frame> frames(int extraFlags) throws UnreadableTag {
    List<Id3Frame> frames = new ArrayList<>();
    int header = version == 2 ? 6 : 10;
    while (body.remaining() >= header && body.get(body.position()) != 0) {
      frames.add(frame(extraFlags));
      TagContainer.refuseMany(frames);
    }
    return frames;
  }

  private Id3Frame frame(int extraFlags) throws UnreadableTag {
    byte[] id = new byte[version == 2 ? 3 : 4];
    body.get(id);
    int size = frameSize();
    int flags = version == 2 ? 0 : Short.toUnsignedInt(body.getShort()) | extraFlags;
    if (!isFrameId(id) || size < 0 || size > body.remaining()) {
      throw new UnreadableTag(
          "its ID3 tag is damaged: a frame is truncated or has an invalid name");
    }
    ByteBuffer content = body.slice(body.position(), size);
    body.position(body.position() + size);
    return new Id3Frame(new String(id, ISO_8859_1), flags, content);
  }

  private int frameSize() {
    return switch (version) {
      case 2 -> Byte.toUnsignedInt(body.get()) << 16 | Short.toUnsignedInt(body.getShort());
      case 3 -> body.getInt();
      default -> frameSize24();
    };
  }

  /**
   * Reads a frame's size: syncsafe, or plain as old iTunes wrote it if only that leads to a frame.
   */
  private int frameSize24() {
    int plain = body.getInt();
    int place = body.position() - 4;
    boolean canBeSyncsafe = (plain & 0x80808080) == 0;
    int syncsafe = syncsafe(body, place);
    int content = place + 6;
    return canBeSyncsafe && (meetsFrame(content + syncsafe) || !meetsFrame((long) content + plain))
        ? syncsafe
        : plain;
  }

  private boolean meetsFrame(long place) {
    if (place < 0 || place > body.limit()) {
      return false;
    }
    if (place == body.limit() || body.get((int) place) == 0) {
      return true;
    }
    byte[] id = new byte[4];
    if (body.limit() - place < id.length) {
      return false;
    }
    body.get((int) place, id);
    return isFrameId(id);
  }

  /** Returns whether an id is valid; v2.2 ids in v2.3 tags may end with a blank or zero. */
  private static boolean isFrameId(byte[] id) {
    for (int i = 0; i < id.length; i++) {
      boolean letter = id[i] >= 'A' && id[i] <= 'Z';
      boolean digit = id[i] >= '0' && id[i] <= '9';
      boolean blank = i == 3 && (id[i] == 0 || id[i] == ' ');
      if (!letter && !digit && !blank) {
        return false;
      }
    }
    return true;
  }

  private static int syncsafe(ByteBuffer bytes, int place) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 7 | (bytes.get(place + i) & 0x7F);
    }
    return value;
  }
}
