package org.needledrop.tags.id3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;

/**
 * DSF: chunks of DSD audio, then an ID3v2 tag to which the header points (DSF File Format
 * Specification 1.01, Sony 2005, "DSD chunk" and "Metadata chunk").
 */
public final class DsfContainer implements TagContainer {
  /** Bytes of the DSD chunk: id, its size, the file's size, pointer to the tag. */
  private static final int HEADER = 28;

  private static final int FILE_SIZE = 12;
  private static final int POINTER = 20;

  /**
   * The parts of a file.
   *
   * @param tag offset of the tag, or the end of the file
   * @param end offset of the byte after the tag
   */
  private record Layout(ByteBuffer header, long tag, long end) {
    boolean hasTag() {
      return end > tag;
    }
  }

  @Override
  public FileTags read(FileBytes file) throws IOException {
    Layout layout = layout(file);
    List<ForeignTag> rest =
        List.of(
            new ForeignTag("audio", file.checksum(HEADER, layout.tag() - HEADER)),
            new ForeignTag(
                "part after the ID3v2 tag",
                file.checksum(layout.end(), file.size() - layout.end())));
    return layout.hasTag() ? parse(file, layout).read(rest) : new FileTags(TagFields.NONE, rest);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    Layout layout = layout(file);
    Id3Tag old = layout.hasTag() ? parse(file, layout) : Id3Tag.NONE;
    Id3Tag tag = old.with(wanted);
    boolean keepsTag = wanted.tagPresent() || !tag.frames().isEmpty();
    ByteBuffer fresh = keepsTag ? tag.bytes(0, padding(layout, old)) : ByteBuffer.allocate(0);
    Splice rest =
        new Splice().keep(HEADER, layout.tag() - HEADER).put(fresh).keepFrom(layout.end(), file);
    ByteBuffer header = layout.header();
    header.putLong(FILE_SIZE, HEADER + rest.size());
    header.putLong(POINTER, keepsTag ? layout.tag() : 0);
    return new Splice().put(header).then(rest);
  }

  private static Layout layout(FileBytes file) throws IOException {
    ByteBuffer header = file.at(0, HEADER).order(ByteOrder.LITTLE_ENDIAN);
    if (!ISO_8859_1.decode(header.slice(0, 4)).toString().equals("DSD ")) {
      throw new UnreadableTag("not a DSF file");
    }
    long pointer = header.getLong(POINTER);
    if (pointer == 0) {
      return new Layout(header, file.size(), file.size());
    }
    if (pointer < HEADER || pointer > file.size()) {
      throw new UnreadableTag("the pointer to its tag leads out of the file");
    }
    long size = Id3Parser.size(file, pointer);
    if (size == 0 || size > file.size() - pointer) {
      throw new UnreadableTag("the pointer to its tag leads to no complete ID3 tag");
    }
    return new Layout(header, pointer, pointer + size);
  }

  /** Returns the padding of the old tag, which the new one keeps, so that undo restores both. */
  private static int padding(Layout layout, Id3Tag old) {
    long size = layout.end() - layout.tag();
    return layout.hasTag() ? (int) Math.max(0, size - old.bytes(0, 0).capacity()) : 0;
  }

  private static Id3Tag parse(FileBytes file, Layout layout) throws IOException {
    return Id3Parser.parse(file.at(layout.tag(), layout.end() - layout.tag()));
  }
}
