package org.needledrop.tags.iff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.Splice;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;
import org.needledrop.tags.id3.Id3Parser;
import org.needledrop.tags.id3.Id3Tag;

/**
 * WAV (RIFF, RF64, BW64) and AIFF (IFF): chunks, one of which holds an ID3v2 tag. The chunk is
 * appended; but put before the audio if the header of that does not say where it ends, or says it
 * in {@code ds64}, which TagLib does not read. A new tag begins with the texts of the INFO list:
 * programs that find an ID3v2 tag do not read those any more.
 */
public final class IffContainer implements TagContainer {
  public static final IffContainer WAV = new IffContainer(IffForm.WAV);
  public static final IffContainer AIFF = new IffContainer(IffForm.AIFF);

  private final IffForm form;

  private IffContainer(IffForm form) {
    this.form = form;
  }

  @Override
  public FileTags read(FileBytes file) throws IOException {
    IffLayout layout = IffLayout.of(file, form);
    Optional<IffChunk> tag = layout.tag();
    List<ForeignTag> foreign = new ArrayList<>();
    for (IffChunk chunk : layout.chunks()) {
      if (!tag.equals(Optional.of(chunk))) {
        foreign.add(foreign(file, chunk));
      }
    }
    long chunksEnd = layout.chunksEnd(file);
    foreign.add(
        new ForeignTag(
            "part behind the last chunk", file.checksum(chunksEnd, layout.end() - chunksEnd)));
    return tag.isEmpty()
        ? RiffInfo.of(file, layout).readAbsent(foreign)
        : parse(file, tag.get()).read(foreign);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    IffLayout layout = IffLayout.of(file, form);
    Optional<IffChunk> old = layout.tag();
    Id3Tag inherited = RiffInfo.of(file, layout);
    Id3Tag tag = (old.isEmpty() ? inherited : parse(file, old.get())).with(wanted);
    boolean keepsTag = tag.isNeeded(wanted, inherited);
    String id = old.map(IffChunk::id).orElse(form.tagChunk());
    ByteBuffer fresh = keepsTag ? tagChunk(id, tag.bytes(0, 0)) : ByteBuffer.allocate(0);
    Splice content = chunks(layout, fresh);
    long chunksEnd = layout.chunksEnd(file);
    content.keep(chunksEnd, layout.end() - chunksEnd);
    return new IffHeader(layout, file).with(content).keepFrom(layout.end(), file);
  }

  private Splice chunks(IffLayout layout, ByteBuffer tag) {
    Optional<IffChunk> old = layout.tag();
    Splice content = new Splice();
    for (IffChunk chunk : layout.chunks()) {
      boolean isAudio = chunk.id().equals(form.audioChunk());
      if (old.isEmpty() && layout.wantsTagBeforeAudio() && isAudio) {
        content.put(tag);
      }
      if (old.equals(Optional.of(chunk))) {
        content.put(tag);
      } else {
        boolean endsFile = layout.isOpen() && isAudio;
        content.keep(chunk.offset(), IffChunk.HEADER + chunk.size());
        content.put(ByteBuffer.allocate(endsFile ? 0 : (int) (chunk.size() % 2)));
      }
    }
    return old.isEmpty() && !layout.wantsTagBeforeAudio() ? content.put(tag) : content;
  }

  private static Id3Tag parse(FileBytes file, IffChunk chunk) throws IOException {
    long size = Id3Parser.size(file, chunk.content());
    if (size == 0 && isZero(file.at(chunk.content(), chunk.size()))) {
      return Id3Tag.NONE;
    }
    if (size == 0 || size > chunk.size()) {
      throw new UnreadableTag("its chunk %s holds an incomplete ID3 tag".formatted(chunk.id()));
    }
    if (!isZero(file.at(chunk.content() + size, chunk.size() - size))) {
      throw new UnreadableTag("its chunk %s holds more than an ID3 tag".formatted(chunk.id()));
    }
    return Id3Parser.parse(file.at(chunk.content(), size));
  }

  /** Returns whether the bytes are padding; others would be lost. */
  private static boolean isZero(ByteBuffer rest) {
    while (rest.hasRemaining()) {
      if (rest.get() != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Describes a chunk; audio only by its length, as the audio hash compares its content, and wide
   * sizes not at all, as they change.
   */
  private ForeignTag foreign(FileBytes file, IffChunk chunk) throws IOException {
    long unchanged = chunk.id().equals("ds64") ? IffSizes.WIDE_FORM_SIZE : 0;
    String content =
        chunk.id().equals(form.audioChunk())
            ? Long.toString(chunk.size())
            : file.checksum(chunk.content() + unchanged, chunk.size() - unchanged);
    return new ForeignTag(chunk.id().strip() + " chunk", content);
  }

  private ByteBuffer tagChunk(String id, ByteBuffer tag) {
    int size = tag.capacity();
    return ByteBuffer.allocate(IffChunk.HEADER + size + size % 2)
        .order(form.order())
        .put(id.getBytes(ISO_8859_1))
        .putInt(size)
        .put(tag)
        .rewind();
  }
}
