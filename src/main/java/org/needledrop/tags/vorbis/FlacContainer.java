package org.needledrop.tags.vorbis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;
import org.needledrop.tags.id3.Id3Parser;

/** FLAC: metadata blocks of which one holds Vorbis comments (RFC 9639, section 8). */
public final class FlacContainer implements TagContainer {
  private static final int MARKER = 0x664C6143;
  private static final int BLOCK_HEADER = 4;

  /** Bytes; the length of a block has 24 bits. */
  static final int LARGEST_BLOCK = 0xFFFFFF;

  private static final int STREAMINFO = 0;
  private static final int PADDING = 1;
  private static final int COMMENTS = 4;

  /** Comments for a file that has none. */
  private static final VorbisComments NO_COMMENTS =
      new VorbisComments(ByteBuffer.allocate(0), List.of(), ByteBuffer.allocate(0));

  /** One metadata block. */
  private record Block(int type, ByteBuffer content) {}

  /**
   * @param start offset of the FLAC marker: some files have an ID3 tag before it
   * @param audio offset of the audio, after the blocks
   */
  private record Layout(long start, List<Block> blocks, long audio) {
    Optional<VorbisComments> comments() throws UnreadableTag {
      List<Block> found = blocks.stream().filter(block -> block.type() == COMMENTS).toList();
      if (found.size() > 1) {
        throw new UnreadableTag("there is more than one comment block");
      }
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(VorbisComments.parse(found.getFirst().content()));
    }
  }

  @Override
  public FileTags read(FileBytes file) throws IOException {
    Layout layout = layout(file);
    List<ForeignTag> foreign = new ArrayList<>();
    foreign.add(new ForeignTag("part before the FLAC marker", file.checksum(0, layout.start())));
    for (Block block : layout.blocks()) {
      if (block.type() != COMMENTS && block.type() != PADDING) {
        foreign.add(new ForeignTag("block " + block.type(), Sha256.of(block.content())));
      }
    }
    Optional<VorbisComments> comments = layout.comments();
    return comments.isEmpty()
        ? new FileTags(TagFields.NONE, foreign)
        : comments.get().read(foreign);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    Layout layout = layout(file);
    VorbisComments comments = layout.comments().orElse(NO_COMMENTS).with(wanted);
    boolean keepsComments = wanted.tagPresent() || !comments.comments().isEmpty();
    List<Block> blocks = new ArrayList<>(layout.blocks());
    blocks.removeIf(block -> block.type() == COMMENTS);
    if (keepsComments) {
      blocks.add(commentPlace(layout), new Block(COMMENTS, comments.bytes()));
    }
    Splice result = new Splice().keep(0, layout.start() + BLOCK_HEADER);
    for (int i = 0; i < blocks.size(); i++) {
      put(result, blocks.get(i), i == blocks.size() - 1);
    }
    return result.keepFrom(layout.audio(), file);
  }

  /** Returns the position of the comments, by default after STREAMINFO, which must be first. */
  private static int commentPlace(Layout layout) {
    List<Integer> types = layout.blocks().stream().map(Block::type).toList();
    return types.contains(COMMENTS) ? types.indexOf(COMMENTS) : 1;
  }

  private static void put(Splice result, Block block, boolean last) throws UnreadableTag {
    if (block.content().capacity() > LARGEST_BLOCK) {
      throw new UnreadableTag("its comments would exceed 16 MiB");
    }
    int type = block.type() | (last ? 0x80 : 0);
    result.put(
        ByteBuffer.allocate(BLOCK_HEADER).putInt(0, type << 24 | block.content().capacity()));
    result.put(block.content());
  }

  private static Layout layout(FileBytes file) throws IOException {
    long start = Id3Parser.size(file, 0);
    if (file.at(start, BLOCK_HEADER).getInt() != MARKER) {
      throw new UnreadableTag("the FLAC marker is missing");
    }
    List<Block> blocks = new ArrayList<>();
    long at = start + BLOCK_HEADER;
    boolean last = false;
    while (!last) {
      int header = file.at(at, BLOCK_HEADER).getInt();
      Block block =
          new Block(header >> 24 & 0x7F, file.at(at + BLOCK_HEADER, header & LARGEST_BLOCK));
      blocks.add(block);
      TagContainer.refuseMany(blocks);
      at += BLOCK_HEADER + block.content().capacity();
      last = header < 0;
    }
    if (blocks.getFirst().type() != STREAMINFO) {
      throw new UnreadableTag("its first block is not STREAMINFO");
    }
    return new Layout(start, blocks, at);
  }
}
