package org.needledrop.tags.iff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** WAV (RIFF) and AIFF (IFF): chunks, one of which holds an ID3v2 tag. */
public record IffContainer(
    String form, List<String> types, String tagChunk, String audioChunk, ByteOrder order)
    implements TagContainer {
  public static final IffContainer WAV =
      new IffContainer("RIFF", List.of("WAVE"), "id3 ", "data", ByteOrder.LITTLE_ENDIAN);
  public static final IffContainer AIFF =
      new IffContainer("FORM", List.of("AIFF", "AIFC"), "ID3 ", "SSND", ByteOrder.BIG_ENDIAN);

  /** Bytes; {@code RIFF}, size, {@code WAVE}. */
  private static final int FORM_HEADER = 12;

  private static final int CHUNK_HEADER = 8;

  /**
   * @param offset offset of its header in the file
   * @param size size of its content in bytes
   */
  private record Chunk(String id, long offset, long size) {
    long end() {
      return offset + CHUNK_HEADER + size;
    }

    /** Returns the end, padded to an even offset. */
    long paddedEnd() {
      return end() + size % 2;
    }
  }

  @Override
  public FileTags read(FileBytes file) throws IOException {
    List<Chunk> chunks = chunks(file);
    Optional<Chunk> tag = tagChunk(chunks);
    List<ForeignTag> foreign = new ArrayList<>();
    for (Chunk chunk : chunks) {
      if (!tag.equals(Optional.of(chunk))) {
        foreign.add(foreign(file, chunk));
      }
    }
    long chunksEnd = chunksEnd(file, chunks);
    foreign.add(
        new ForeignTag(
            "part behind the last chunk",
            file.checksum(chunksEnd, formEnd(file, chunks) - chunksEnd)));
    return tag.isEmpty()
        ? new FileTags(TagFields.NONE, foreign)
        : parse(file, tag.get()).read(foreign);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    List<Chunk> chunks = chunks(file);
    Optional<Chunk> old = tagChunk(chunks);
    Id3Tag tag = (old.isEmpty() ? Id3Tag.NONE : parse(file, old.get())).with(wanted);
    boolean keepsTag = wanted.tagPresent() || !tag.frames().isEmpty();
    ByteBuffer fresh = keepsTag ? tagChunkBytes(tag.bytes(0, 0)) : ByteBuffer.allocate(0);

    Splice content = new Splice();
    for (Chunk chunk : chunks) {
      if (old.equals(Optional.of(chunk))) {
        content.put(fresh);
      } else {
        content.keep(chunk.offset(), CHUNK_HEADER + chunk.size()).put(padding(chunk.size()));
      }
    }
    if (old.isEmpty()) {
      content.put(fresh);
    }
    long formEnd = formEnd(file, chunks);
    long chunksEnd = chunksEnd(file, chunks);
    content.keep(chunksEnd, formEnd - chunksEnd);
    return new Splice().put(formHeader(file, content.size())).then(content).keepFrom(formEnd, file);
  }

  private List<Chunk> chunks(FileBytes file) throws IOException {
    ByteBuffer header = file.at(0, FORM_HEADER).order(order);
    if (!id(header, 0).equals(form) || !types.contains(id(header, 8))) {
      throw new UnreadableTag(
          "not a %s file (files above 4 GiB are not supported)".formatted(form));
    }
    List<Chunk> chunks = new ArrayList<>();
    long statedEnd = statedEnd(file);
    for (long at = FORM_HEADER; at + CHUNK_HEADER <= statedEnd; ) {
      ByteBuffer chunkHeader = file.at(at, CHUNK_HEADER).order(order);
      Chunk chunk = new Chunk(id(chunkHeader, 0), at, size(chunkHeader));
      if (chunk.end() > file.size()) {
        throw new UnreadableTag("its chunk %s is truncated".formatted(printable(chunk.id())));
      }
      chunks.add(chunk);
      TagContainer.refuseMany(chunks);
      at = chunk.paddedEnd();
    }
    requireAudioLength(chunks);
    return chunks;
  }

  /** Rejects files without an audio size: programs would play an appended tag as audio. */
  private void requireAudioLength(List<Chunk> chunks) throws UnreadableTag {
    if (chunks.stream().noneMatch(chunk -> chunk.id().equals(audioChunk) && chunk.size() > 0)) {
      throw new UnreadableTag("its header does not give the position and size of the audio");
    }
  }

  /** Replaces control characters, which a damaged file may contain. */
  private static String printable(String id) {
    return id.replaceAll("[^ -~]", "?");
  }

  private long statedEnd(FileBytes file) throws IOException {
    ByteBuffer header = file.at(0, CHUNK_HEADER).order(order);
    return Math.min(CHUNK_HEADER + size(header), file.size());
  }

  private static long chunksEnd(FileBytes file, List<Chunk> chunks) {
    return Math.min(chunks.getLast().paddedEnd(), file.size());
  }

  /** Returns the end of the form; a few bytes after the last chunk are tolerated. */
  private long formEnd(FileBytes file, List<Chunk> chunks) throws IOException {
    return Math.max(chunksEnd(file, chunks), statedEnd(file));
  }

  private Optional<Chunk> tagChunk(List<Chunk> chunks) {
    return chunks.stream().filter(chunk -> chunk.id().equalsIgnoreCase(tagChunk)).findFirst();
  }

  private Id3Tag parse(FileBytes file, Chunk chunk) throws IOException {
    long start = chunk.offset() + CHUNK_HEADER;
    long size = Id3Parser.size(file, start);
    if (size == 0 || size > chunk.size()) {
      throw new UnreadableTag("its chunk %s holds an incomplete ID3 tag".formatted(chunk.id()));
    }
    requireZeros(file.at(start + size, chunk.size() - size), chunk);
    return Id3Parser.parse(file.at(start, size));
  }

  /** Accepts padding only; other bytes after the tag would be lost. */
  private static void requireZeros(ByteBuffer rest, Chunk chunk) throws UnreadableTag {
    while (rest.hasRemaining()) {
      if (rest.get() != 0) {
        throw new UnreadableTag("its chunk %s holds more than an ID3 tag".formatted(chunk.id()));
      }
    }
  }

  /** Describes a chunk; audio only by its length, as the audio hash compares its content. */
  private ForeignTag foreign(FileBytes file, Chunk chunk) throws IOException {
    String content =
        chunk.id().equals(audioChunk)
            ? Long.toString(chunk.size())
            : file.checksum(chunk.offset() + CHUNK_HEADER, chunk.size());
    return new ForeignTag(chunk.id().strip() + " chunk", content);
  }

  private ByteBuffer formHeader(FileBytes file, long contentSize) throws IOException {
    long size = FORM_HEADER - CHUNK_HEADER + contentSize;
    if (size > 0xFFFFFFFFL) {
      throw new UnreadableTag("with a tag the file would exceed 4 GiB, the limit of its format");
    }
    return file.at(0, FORM_HEADER).order(order).putInt(4, (int) size);
  }

  private ByteBuffer tagChunkBytes(ByteBuffer tag) {
    int size = tag.capacity();
    return ByteBuffer.allocate(CHUNK_HEADER + size + size % 2)
        .order(order)
        .put(tagChunk.getBytes(ISO_8859_1))
        .putInt(size)
        .put(tag)
        .rewind();
  }

  private static ByteBuffer padding(long size) {
    return ByteBuffer.allocate((int) (size % 2));
  }

  private static String id(ByteBuffer header, int place) {
    return ISO_8859_1.decode(header.slice(place, 4)).toString();
  }

  private static long size(ByteBuffer header) {
    return Integer.toUnsignedLong(header.getInt(4));
  }
}
