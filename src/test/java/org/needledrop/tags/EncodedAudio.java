package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a file that are its audio, found without the code that writes tags. Only for files
 * whose tags could be read: they are sound enough for that.
 */
final class EncodedAudio {
  private EncodedAudio() {}

  static byte[] of(TagFormat format, byte[] file) {
    return switch (format) {
      case MP3 -> from(id3Size(file), file);
      case TTA -> beforeApe(from(id3Size(file), file));
      case FLAC -> from(flacBlocksEnd(file), file);
      case OGG_VORBIS -> OggAudio.of(file, "\1vorbis", 3);
      case OGG_OPUS -> OggAudio.of(file, "OpusHead", 2);
      case OGG_FLAC -> OggAudio.of(file, "\177FLAC", 2);
      case MP4 -> Mp4Audio.of(file).mediaData();
      case WAV -> chunk(file, ByteOrder.LITTLE_ENDIAN, 0x61746164);
      case AIFF -> chunk(file, ByteOrder.BIG_ENDIAN, 0x53534E44);
      case ASF ->
          from((int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(16), file);
      case APE, MUSEPACK, WAVPACK, TAK -> beforeApe(file);
      case DSF -> dsf(file);
    };
  }

  private static byte[] from(int start, byte[] file) {
    return Arrays.copyOfRange(file, start, file.length);
  }

  /** What precedes the last APE tag, Lyrics3 and ID3v1, whichever are there. */
  private static byte[] beforeApe(byte[] file) {
    String text = new String(file, ISO_8859_1);
    int end = file.length;
    if (text.startsWith("TAG", end - 128) && !text.startsWith("APETAGEX", end - 32)) {
      end -= 128;
    }
    if (end >= 15 && text.substring(end - 15, end).matches("\\d{6}LYRICS200")) {
      int size = Integer.parseInt(text.substring(end - 15, end - 9)) + 15;
      end -= text.startsWith("LYRICSBEGIN", end - size) ? size : 0;
    }
    if (text.startsWith("APETAGEX", end - 32)) {
      ByteBuffer footer = ByteBuffer.wrap(file, end - 32, 32).slice();
      footer.order(ByteOrder.LITTLE_ENDIAN);
      end -= footer.getInt(12) + (footer.getInt(20) < 0 ? 32 : 0);
    }
    return Arrays.copyOf(file, end);
  }

  private static byte[] dsf(byte[] file) {
    long pointer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(20);
    return Arrays.copyOfRange(file, 28, pointer == 0 ? file.length : Math.toIntExact(pointer));
  }

  private static int id3Size(byte[] file) {
    boolean tag = file.length >= 10 && file[0] == 'I' && file[1] == 'D' && file[2] == '3';
    int size = tag ? 10 : 0;
    for (int i = 6; tag && i < 10; i++) {
      size += (file[i] & 0x7F) << (7 * (9 - i));
    }
    boolean footer = tag && file[3] == 4 && (file[5] & 0x10) != 0;
    return footer ? size + 10 : size;
  }

  private static int flacBlocksEnd(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int at = id3Size(file) + 4;
    boolean last = false;
    while (!last) {
      int header = bytes.getInt(at);
      last = header < 0;
      at += 4 + (header & 0xFFFFFF);
    }
    return at;
  }

  private static byte[] chunk(byte[] file, ByteOrder order, int audioId) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    for (long at = 12; at + 8 <= file.length; ) {
      long size = Integer.toUnsignedLong(bytes.getInt((int) at + 4));
      long end = at + 8 + size;
      if (bytes.getInt((int) at) == audioId && end <= file.length) {
        audio.write(file, (int) at + 8, (int) size);
      }
      at = end + size % 2;
    }
    return audio.toByteArray();
  }
}
