package org.needledrop.tags.id3;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.OwnFields;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;

/**
 * An ID3v2 tag.
 *
 * @param version 2, 3 or 4, for ID3v2.2 to v2.4
 * @param rest bytes in the padding that are not zero, up to the end of the tag
 */
public record Id3Tag(int version, List<Id3Frame> frames, ByteBuffer rest) {
  /** The tag for a file without one: only v2.4 supports several genres and UTF-8. */
  public static final Id3Tag NONE = new Id3Tag(4, List.of(), ByteBuffer.allocate(0));

  public Id3Tag {
    frames = List.copyOf(frames);
  }

  /**
   * Returns a new tag with texts that a file holds in a tag of another kind. Programs that find an
   * ID3v2 tag do not look there any more.
   *
   * @param texts by frame id; blank ones are left out
   */
  public static Id3Tag ofTexts(Map<String, String> texts) {
    List<Id3Frame> frames = new ArrayList<>();
    texts.forEach(
        (id, text) -> {
          if (!text.isBlank()) {
            boolean comment = id.equals("COMM");
            ByteBuffer content = Id3Text.encode(List.of(text), NONE.version);
            frames.add(new Id3Frame(id, 0, comment ? Id3Text.comment(content) : content));
          }
        });
    return new Id3Tag(NONE.version, frames, NONE.rest);
  }

  /** Reads the tag that a file without one would get, see {@link #ofTexts}. */
  public FileTags readAbsent(List<ForeignTag> otherForeign) throws UnreadableTag {
    FileTags tags = read(otherForeign);
    return tags.own().genres().isEmpty() ? new FileTags(TagFields.NONE, tags.foreign()) : tags;
  }

  /**
   * Returns whether the file needs the tag.
   *
   * @param inherited what other tags of the file say
   */
  public boolean isNeeded(TagFields wanted, Id3Tag inherited) {
    boolean says = rest.hasRemaining() || !frames.isEmpty();
    return wanted.tagPresent() || (says && !frames.equals(inherited.frames));
  }

  public FileTags read(List<ForeignTag> otherForeign) throws UnreadableTag {
    List<ForeignTag> foreign = new ArrayList<>(otherForeign);
    if (rest.hasRemaining()) {
      foreign.add(new ForeignTag("bytes in the padding", Sha256.of(rest)));
    }
    return ownFields().read(frames, foreign);
  }

  public Id3Tag with(TagFields wanted) throws UnreadableTag {
    return new Id3Tag(version, ownFields().replace(frames, wanted), rest);
  }

  private OwnFields<Id3Frame> ownFields() {
    return new OwnFields<>(this::kind, Id3Tag::foreign, this::genreFrame, this::markFrame);
  }

  private String genreId() {
    return version == 2 ? "TCO" : "TCON";
  }

  private String markId() {
    return version == 2 ? "TXX" : "TXXX";
  }

  private OwnFields.Kind kind(Id3Frame frame) throws UnreadableTag {
    boolean genre = frame.id().equals(genreId());
    var content = frame.content(version);
    if (content.isEmpty() && genre) {
      throw new UnreadableTag("its genre is encrypted or damaged");
    }
    if (content.isEmpty() || !(genre || frame.id().equals(markId()))) {
      return new OwnFields.Kind.Foreign();
    }
    return genre
        ? new OwnFields.Kind.Genre(genres(Id3Text.decodeGenre(content.get())))
        : mark(Id3Text.decode(content.get()));
  }

  /** Splits genres at NUL in v2.4; before, NUL is no separator and is kept for undo. */
  private List<String> genres(String text) {
    return version == 4 ? List.of(text.split("\0", -1)) : List.of(text);
  }

  private static OwnFields.Kind mark(String descriptionAndValue) {
    int nul = descriptionAndValue.indexOf('\0');
    return nul < 0
        ? OwnFields.Kind.named(descriptionAndValue, "")
        : OwnFields.Kind.named(
            descriptionAndValue.substring(0, nul), descriptionAndValue.substring(nul + 1));
  }

  private static ForeignTag foreign(Id3Frame frame) {
    return new ForeignTag(frame.id() + " frame", frame.flags() + " " + Sha256.of(frame.body()));
  }

  private List<Id3Frame> genreFrame(List<String> genres) {
    List<String> values = version == 4 ? genres : List.of(TagFields.joined(genres));
    return List.of(new Id3Frame(genreId(), 0, Id3Text.encode(values, version)));
  }

  private Id3Frame markFrame(String name, String value) {
    return new Id3Frame(markId(), 0, Id3Text.encode(List.of(name, value), version));
  }

  /**
   * Serialises the tag, without unsynchronisation, extended header and footer.
   *
   * @param room size of the old tag in bytes; if it suffices, the new tag is padded to it
   * @param padding bytes to add otherwise
   */
  public ByteBuffer bytes(long room, int padding) {
    int needed = Id3Parser.HEADER + contentSize();
    int size = needed <= room ? Math.toIntExact(room) : needed + padding;
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.put(new byte[] {'I', 'D', '3', (byte) version, 0, 0});
    putSyncsafe(bytes, size - Id3Parser.HEADER);
    frames.forEach(frame -> putFrame(bytes, frame));
    return bytes.position(size - rest.capacity()).put(rest.duplicate()).rewind();
  }

  private int contentSize() {
    int frameHeader = version == 2 ? 6 : 10;
    int separated = rest.hasRemaining() ? 1 + rest.capacity() : 0; // a zero ends the frames
    return separated + frames.stream().mapToInt(f -> frameHeader + f.body().capacity()).sum();
  }

  private void putFrame(ByteBuffer bytes, Id3Frame frame) {
    frame.id().chars().forEach(c -> bytes.put((byte) c));
    int size = frame.body().capacity();
    switch (version) {
      case 2 -> bytes.put((byte) (size >> 16)).putShort((short) size);
      case 3 -> bytes.putInt(size).putShort((short) frame.flags());
      default -> {
        putSyncsafe(bytes, size);
        bytes.putShort((short) frame.flags());
      }
    }
    bytes.put(frame.body().duplicate());
  }

  /** Writes a syncsafe integer: 28 bits in four bytes. */
  private static void putSyncsafe(ByteBuffer bytes, int value) {
    for (int shift = 21; shift >= 0; shift -= 7) {
      bytes.put((byte) (value >> shift & 0x7F));
    }
  }
}
