package org.needledrop.bucket;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Recognises audio files by their first bytes. */
final class AudioStart {

  /** Number of bytes needed to recognise a format. */
  static final int BYTES = 16;

  /** GUID of an ASF header object (ASF specification, 10.1). */
  private static final String ASF = latin1(HexFormat.of().parseHex("3026b2758e66cf11"));

  /** First characters of formats that need no more to be recognised, and their extensions. */
  private static final Map<String, String> MAGIC =
      Map.ofEntries(
          Map.entry("MAC ", "ape"),
          Map.entry("MP+", "mpc"),
          Map.entry("MPCK", "mpc"),
          Map.entry("wvpk", "wv"),
          Map.entry("tBaK", "tak"),
          Map.entry("TTA1", "tta"),
          Map.entry("DSD ", "dsf"),
          Map.entry("FRM8", "dff"),
          Map.entry("caff", "caf"),
          Map.entry(".snd", "au"),
          Map.entry("\u000bw", "ac3"),
          Map.entry("\u007f\u00fe\u0080\u0001", "dts"),
          Map.entry("riff.\u0091\u00cf\u0011", "w64"));

  private AudioStart() {}

  /** Returns the usual extension for the format; empty if the bytes are not audio. */
  static Optional<String> extension(byte[] start) {
    String text = latin1(start);
    if (text.startsWith("ID3") || isMpegFrame(start)) {
      return Optional.of("mp3");
    } else if (text.startsWith("fLaC")) {
      return Optional.of("flac");
    } else if (text.startsWith("OggS")) {
      return Optional.of("ogg");
    } else if (text.startsWith("ftyp", 4)) {
      return Optional.of("m4a");
    } else if (text.startsWith("RIFF") && text.startsWith("WAVE", 8)) {
      return Optional.of("wav");
    } else if (text.startsWith("FORM") && text.startsWith("AIF", 8)) {
      return Optional.of("aiff");
    }
    return text.startsWith(ASF) ? Optional.of("wma") : byMagic(text);
  }

  private static Optional<String> byMagic(String text) {
    return MAGIC.entrySet().stream()
        .filter(magic -> text.startsWith(magic.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Eleven set bits, layer 3, a bit rate and a sample rate (ISO 11172-3, 2.4.1.3). */
  private static boolean isMpegFrame(byte[] start) {
    return start.length >= 4
        && (start[0] & 0xFF) == 0xFF
        && (start[1] & 0xE6) == 0xE2
        && (start[2] & 0xF0) != 0xF0
        && (start[2] & 0x0C) != 0x0C;
  }
}
