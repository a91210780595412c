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

/**
 * Ogg Vorbis, Opus and FLAC: the second packet holds the comments (Vorbis I, sections 4.2 and 5;
 * RFC 7845, section 5.2; RFC 9639, section 10.1).
 */
public final class OggContainer implements TagContainer {
  /** Differences between the codecs. */
  public enum Codec {
    VORBIS("\1vorbis", "\3vorbis", 2),
    OPUS("OpusHead", "OpusTags", 1),
    /**
     * The packet is a metadata block: type (maybe the last block's), then its length in 24 bits.
     */
    FLAC("\177FLAC", "\4...", 1);

    private final String identification;
    private final String magic;
    private final int packets;

    /**
     * @param identification first bytes of the first packet
     * @param magic first bytes of the comment packet
     * @param packets header packets after the first one
     */
    Codec(String identification, String magic, int packets) {
      this.identification = identification;
      this.magic = magic;
      this.packets = packets;
    }
  }

  /** Bits of a metadata block's type; the other is set in the last block. */
  private static final int BLOCK_TYPE = 0x7F;

  private final Codec codec;

  public OggContainer(Codec codec) {
    this.codec = codec;
  }

  @Override
  public FileTags read(FileBytes file) throws IOException {
    OggHeaders headers = headers(file);
    List<ForeignTag> foreign = new ArrayList<>();
    for (ByteBuffer packet : headers.packets().subList(1, codec.packets)) {
      foreign.add(new ForeignTag("setup packet", Sha256.of(packet)));
    }
    VorbisComments comments = comments(headers);
    foreign.add(new ForeignTag("end of the comments", Sha256.of(comments.tail())));
    return comments.read(foreign);
  }

  @Override
  public Splice splice(FileBytes file, TagFields wanted) throws IOException {
    OggHeaders headers = headers(file);
    OggCommentPages old = headers.commentPages();
    List<OggPage> pages = old.with(packet(headers, comments(headers).with(wanted)));
    Splice result = old.replacedBy(pages);
    int shift = pages.size() - old.pages().size();
    return shift == 0
        ? result.keepFrom(old.end(), file)
        : result.then(renumbered(file, old, shift));
  }

  private OggHeaders headers(FileBytes file) throws IOException {
    OggPlacedPage first = OggIdentification.find(file, codec.identification);
    return OggHeaders.read(file, first, codec.packets);
  }

  /**
   * Renumbers the following pages of the stream after the number of its comment pages has changed.
   * Other streams are kept, also one that is chained to this one and has the same serial number.
   * Bytes after the last complete page are kept, as some programs store tags there.
   */
  private static Splice renumbered(FileBytes file, OggCommentPages comments, int shift)
      throws IOException {
    Splice result = new Splice();
    long at = comments.end();
    for (Optional<OggPage> found = page(file, at); found.isPresent(); found = page(file, at)) {
      OggPage page = found.get();
      boolean same = page.serial() == comments.serial();
      if (same && page.isFirst()) {
        break;
      }
      if (same) {
        ByteBuffer header = page.numbered(page.sequence() + shift).header();
        result.put(header).keep(at + header.capacity(), page.size() - header.capacity());
      } else {
        result.keep(at, page.size());
      }
      at += page.size();
    }
    return result.keepFrom(at, file);
  }

  private static Optional<OggPage> page(FileBytes file, long at) throws IOException {
    try {
      return Optional.of(OggPage.at(file, at));
    } catch (UnreadableTag noPage) {
      return Optional.empty();
    }
  }

  private VorbisComments comments(OggHeaders headers) throws UnreadableTag {
    ByteBuffer packet = headers.packets().getFirst();
    int length = codec.magic.length();
    boolean announced =
        codec == Codec.FLAC
            ? packet.capacity() >= length && (packet.get(0) & BLOCK_TYPE) == codec.magic.charAt(0)
            : OggIdentification.startsWith(packet, codec.magic);
    if (!announced) {
      throw new UnreadableTag("its second packet is not a comment header");
    }
    return VorbisComments.parse(packet.slice(length, packet.capacity() - length));
  }

  private ByteBuffer packet(OggHeaders headers, VorbisComments comments) throws UnreadableTag {
    ByteBuffer bytes = comments.bytes();
    int length = codec.magic.length();
    ByteBuffer packet = ByteBuffer.allocate(length + bytes.capacity());
    packet.put(headers.packets().getFirst().slice(0, length)).put(bytes).flip();
    if (codec == Codec.FLAC) {
      if (bytes.capacity() > FlacContainer.LARGEST_BLOCK) {
        throw new UnreadableTag("its comments would exceed 16 MiB");
      }
      packet.putInt(0, packet.get(0) << 24 | bytes.capacity());
    }
    return packet;
  }
}
