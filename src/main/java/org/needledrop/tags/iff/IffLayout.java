package org.needledrop.tags.iff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.UnreadableTag;

/**
 * The chunks of a file.
 *
 * @param chunks at least the audio's
 * @param isOpen whether the audio extends to the end of the file, as its chunk does not say how
 *     long it is
 * @param end offset where the form ends; a few bytes after the last chunk are tolerated
 */
record IffLayout(IffForm form, IffSizes sizes, List<IffChunk> chunks, boolean isOpen, long end) {

  IffLayout {
    chunks = List.copyOf(chunks);
  }

  static IffLayout of(FileBytes file, IffForm form) throws IOException {
    ByteBuffer header = file.at(0, IffSizes.FORM_HEADER).order(form.order());
    if (!form.ids().contains(IffChunk.id(header, 0))
        || !form.types().contains(IffChunk.id(header, 8))) {
      throw new UnreadableTag("not a %s file".formatted(form.ids().getFirst()));
    }
    return new Reading(file, form, IffSizes.of(file, header)).layout();
  }

  /** Reads chunk after chunk. */
  private static final class Reading {
    private final FileBytes file;
    private final IffForm form;
    private final IffSizes sizes;
    private final long statedEnd;
    private final List<IffChunk> chunks = new ArrayList<>();
    private boolean hasAudio;
    private boolean isOpen;

    Reading(FileBytes file, IffForm form, IffSizes sizes) {
      this.file = file;
      this.form = form;
      this.sizes = sizes;
      boolean open = form.allowsOpenSizes() && sizes.isOpenForm();
      long stated = IffChunk.HEADER + sizes.form();
      this.statedEnd = open || stated < 0 ? file.size() : Math.min(stated, file.size());
    }

    IffLayout layout() throws IOException {
      long at = IffSizes.FORM_HEADER;
      while (!isOpen && (at + IffChunk.HEADER <= statedEnd || isTag(at))) {
        IffChunk chunk = chunk(at);
        if (chunk.end() > file.size() || chunk.size() < 0) {
          if (hasAudio) {
            break; // kept as it is, after the last chunk
          }
          throw new UnreadableTag("its chunk %s is truncated".formatted(chunk.printableId()));
        }
        chunks.add(chunk);
        TagContainer.refuseMany(chunks);
        hasAudio |= chunk.id().equals(form.audioChunk()) && chunk.size() > 0;
        at = isTag(chunk.end()) ? chunk.end() : chunk.paddedEnd();
      }
      requireAudio();
      long chunksEnd = Math.min(chunks.getLast().paddedEnd(), file.size());
      return new IffLayout(form, sizes, chunks, isOpen, Math.max(chunksEnd, statedEnd));
    }

    /**
     * Returns whether a tag follows the audio where none should: some taggers append it without
     * correcting the size of the form, or without padding the chunk before it.
     */
    private boolean isTag(long at) throws IOException {
      if (!hasAudio || at + IffChunk.HEADER > file.size()) {
        return false;
      }
      ByteBuffer header = file.at(at, IffChunk.HEADER).order(form.order());
      long size = Integer.toUnsignedLong(header.getInt(4));
      return IffChunk.id(header, 0).equalsIgnoreCase(form.tagChunk())
          && size <= file.size() - at - IffChunk.HEADER;
    }

    private IffChunk chunk(long at) throws IOException {
      ByteBuffer header = file.at(at, IffChunk.HEADER).order(form.order());
      String id = IffChunk.id(header, 0);
      long size = Integer.toUnsignedLong(header.getInt(4));
      if (!id.equals(form.audioChunk())) {
        return new IffChunk(id, at, size);
      }
      long left = file.size() - at - IffChunk.HEADER;
      long stated = sizes.audio(size);
      isOpen = !hasAudio && form.allowsOpenSizes() && left > 0 && isOpen(at, stated, left);
      return new IffChunk(id, at, isOpen ? left : stated);
    }

    /** An empty chunk is the end of a stream only if the form ends there, too, or nowhere. */
    private boolean isOpen(long at, long size, long left) {
      long formEnd = sizes.isOpenForm() ? 0 : IffChunk.HEADER + sizes.form();
      return size == 0 ? formEnd <= at + IffChunk.HEADER : size > left && IffSizes.isOpen(size);
    }

    /** Rejects files without an audio size: programs would play an appended tag as audio. */
    private void requireAudio() throws UnreadableTag {
      if (!hasAudio) {
        throw new UnreadableTag("its header does not give the position and size of the audio");
      }
    }
  }

  Optional<IffChunk> tag() {
    return chunks.stream()
        .filter(chunk -> chunk.id().equalsIgnoreCase(form.tagChunk()))
        .findFirst();
  }

  /** Returns whether some programs would not find a tag after the audio. */
  boolean wantsTagBeforeAudio() {
    return isOpen || sizes.wide();
  }

  /** Returns the offset after the last chunk. */
  long chunksEnd(FileBytes file) {
    return Math.min(chunks.getLast().paddedEnd(), file.size());
  }
}
