package org.needledrop.tags.iff;

import java.nio.ByteOrder;
import java.util.List;

/**
 * The kind of a chunked file.
 *
 * @param ids of the whole form
 * @param types what it may hold
 * @param tagChunk id of a new tag's chunk; an old one may be spelled in other letters
 * @param audioChunk id of the audio's chunk
 */
record IffForm(
    List<String> ids, List<String> types, String tagChunk, String audioChunk, ByteOrder order) {

  /** Multimedia Programming Interface and Data Specifications 1.0, IBM and Microsoft, 1991. */
  static final IffForm WAV =
      new IffForm(
          List.of("RIFF", "RF64", "BW64"),
          List.of("WAVE"),
          "id3 ",
          "data",
          ByteOrder.LITTLE_ENDIAN);

  /** Audio Interchange File Format, Apple, 1989, and AIFF-C, 1991. */
  static final IffForm AIFF =
      new IffForm(List.of("FORM"), List.of("AIFF", "AIFC"), "ID3 ", "SSND", ByteOrder.BIG_ENDIAN);

  /** Returns whether a stream of unknown length may leave the sizes open. */
  boolean allowsOpenSizes() {
    return order == ByteOrder.LITTLE_ENDIAN;
  }
}
