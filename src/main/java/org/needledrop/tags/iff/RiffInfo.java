package org.needledrop.tags.iff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.needledrop.tags.FileBytes;
import org.needledrop.tags.id3.Id3Tag;

/**
 * The texts in the chunk {@code LIST} of a WAV file (Multimedia Programming Interface and Data
 * Specifications 1.0, section 2, INFO list).
 */
final class RiffInfo {
  /** Bytes; texts are much shorter. */
  private static final int LARGEST = 1 << 20;

  /** Frames of ID3v2.4 by what TagLib takes the texts for. */
  private static final Map<String, String> FRAMES =
      Map.ofEntries(
          Map.entry("INAM", "TIT2"),
          Map.entry("IART", "TPE1"),
          Map.entry("IPRD", "TALB"),
          Map.entry("ICRD", "TDRC"),
          Map.entry("IPRT", "TRCK"),
          Map.entry("ITRK", "TRCK"),
          Map.entry("ICMT", "COMM"),
          Map.entry("IGNR", "TCON"),
          Map.entry("ICMP", "TCOM"),
          Map.entry("IMUS", "TCOM"),
          Map.entry("IWRI", "TEXT"),
          Map.entry("IMED", "TMED"),
          Map.entry("ICOP", "TCOP"),
          Map.entry("ISRC", "TSRC"),
          Map.entry("IENC", "TENC"),
          Map.entry("ITCH", "TENC"),
          Map.entry("ISFT", "TSSE"),
          Map.entry("IBPM", "TBPM"),
          Map.entry("ILNG", "TLAN"));

  private RiffInfo() {}

  /** Returns the texts as an ID3v2 tag. */
  static Id3Tag of(FileBytes file, IffLayout layout) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (IffChunk chunk : layout.chunks()) {
      if (chunk.id().equals("LIST") && chunk.size() >= 4 && chunk.size() <= LARGEST) {
        ByteBuffer list = file.at(chunk.content(), chunk.size()).order(ByteOrder.LITTLE_ENDIAN);
        if (IffChunk.id(list, 0).equals("INFO")) {
          read(list, texts);
        }
      }
    }
    return Id3Tag.ofTexts(texts);
  }

  private static void read(ByteBuffer list, Map<String, String> texts) {
    long size;
    for (long at = 4; at + IffChunk.HEADER <= list.capacity(); at += size + size % 2) {
      String frame = FRAMES.get(IffChunk.id(list, (int) at));
      size = Integer.toUnsignedLong(list.getInt((int) at + 4));
      at += IffChunk.HEADER;
      if (frame != null && at + size <= list.capacity()) {
        texts.putIfAbsent(frame, text(list.slice((int) at, (int) size)));
      }
    }
  }

  /** Decodes UTF-8, which most programs write today, or else ISO-8859-1. */
  private static String text(ByteBuffer bytes) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException _) {
      text = ISO_8859_1.decode(bytes.duplicate()).toString();
    }
    int end = text.indexOf(0);
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
