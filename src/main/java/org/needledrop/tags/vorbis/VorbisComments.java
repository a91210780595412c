package org.needledrop.tags.vorbis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.needledrop.digest.Sha256;
import org.needledrop.tags.FileTags;
import org.needledrop.tags.FileTags.ForeignTag;
import org.needledrop.tags.GenreText;
import org.needledrop.tags.OwnFields;
import org.needledrop.tags.TagContainer;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.UnreadableTag;

/**
 * The comments of FLAC, Ogg Vorbis and Ogg Opus (Vorbis I, section 5).
 *
 * @param vendor name of the encoder, UTF-8
 * @param comments raw {@code NAME=value}, UTF-8
 * @param tail bytes after the comments: Vorbis' framing bit, Opus' padding
 */
record VorbisComments(ByteBuffer vendor, List<ByteBuffer> comments, ByteBuffer tail) {
  private static final String GENRE = "GENRE";

  VorbisComments {
    comments = List.copyOf(comments);
  }

  static VorbisComments parse(ByteBuffer block) throws UnreadableTag {
    ByteBuffer bytes = block.slice().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer vendor = next(bytes);
    int count = bytes.getInt();
    List<ByteBuffer> comments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      comments.add(next(bytes));
      TagContainer.refuseMany(comments);
    }
    return new VorbisComments(vendor, comments, bytes.slice());
  }

  private static ByteBuffer next(ByteBuffer bytes) {
    ByteBuffer result = bytes.slice(bytes.position() + 4, bytes.getInt());
    bytes.position(bytes.position() + result.capacity());
    return result;
  }

  FileTags read(List<ForeignTag> otherForeign) throws UnreadableTag {
    List<ForeignTag> foreign = new ArrayList<>(otherForeign);
    if (vendor.hasRemaining()) {
      foreign.add(new ForeignTag("vendor comment", Sha256.of(vendor)));
    }
    return ownFields().read(comments, foreign);
  }

  VorbisComments with(TagFields wanted) throws UnreadableTag {
    return new VorbisComments(vendor, ownFields().replace(comments, wanted), tail);
  }

  private OwnFields<ByteBuffer> ownFields() {
    return new OwnFields<>(
        VorbisComments::kind,
        VorbisComments::foreign,
        genres -> genres.stream().map(genre -> comment(genreName(), genre)).toList(),
        (name, value) -> comment(name.toUpperCase(Locale.ROOT), value));
  }

  /** Returns the name in the file's spelling, so that undo restores it exactly. */
  private String genreName() {
    return comments.stream()
        .map(VorbisComments::name)
        .filter(GENRE::equalsIgnoreCase)
        .findFirst()
        .orElse(GENRE);
  }

  ByteBuffer bytes() {
    int size = comments.stream().mapToInt(comment -> 4 + comment.capacity()).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + vendor.capacity() + 4 + size + tail.capacity())
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(vendor.capacity()).put(vendor.duplicate()).putInt(comments.size());
    comments.forEach(c -> bytes.putInt(c.capacity()).put(c.duplicate()));
    return bytes.put(tail.duplicate()).flip();
  }

  private static OwnFields.Kind kind(ByteBuffer comment) throws UnreadableTag {
    String name = name(comment);
    boolean genre = name.equalsIgnoreCase(GENRE);
    String text =
        genre ? GenreText.decode(UTF_8, comment) : UTF_8.decode(comment.duplicate()).toString();
    String value = text.substring(Math.min(text.length(), name.length() + 1));
    return genre ? new OwnFields.Kind.Genre(List.of(value)) : OwnFields.Kind.named(name, value);
  }

  private static ForeignTag foreign(ByteBuffer comment) {
    return new ForeignTag(name(comment) + " comment", Sha256.of(comment));
  }

  private static String name(ByteBuffer comment) {
    String text = UTF_8.decode(comment.duplicate()).toString();
    return text.substring(0, Math.max(0, text.indexOf('=')));
  }

  private static ByteBuffer comment(String name, String value) {
    return ByteBuffer.wrap((name + "=" + value).getBytes(UTF_8)).asReadOnlyBuffer();
  }
}
