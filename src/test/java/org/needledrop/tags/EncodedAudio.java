package org.needledrop.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a file that are its audio, found without the code that writes tags. Only for files
 * whose tags could be read: they are sound enough for that.
 */
final class EncodedAudio {
  private static final int OGG_HEADER = 27;

  private EncodedAudio() {}

  static byte[] of(TagFormat format, byte[] file) {
    return switch (format) {
      case MP3 -> from(id3Size(file), file);
      case FLAC -> from(flacBlocksEnd(file), file);
      case OGG_VORBIS -> oggPages(file, 3);
      case OGG_OPUS -> oggPages(file, 2);
      case MP4 -> Mp4Audio.of(file).mediaData();
      case WAV -> chunk(file, ByteOrder.LITTLE_ENDIAN, 0x61746164);
      case AIFF -> chunk(file, ByteOrder.BIG_ENDIAN, 0x53534E44);
      case ASF ->
          from((int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(16), file);
    };
  }

  private static byte[] from(int start, byte[] file) {
    return Arrays.copyOfRange(file, start, file.length);
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

  /** Pages after the headers, without their numbers and checksums, then what is no page. */
  private static byte[] oggPages(byte[] file, int headerPackets) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    int packets = 0;
    int at = 0;
    for (int size = oggPageSize(bytes, at); size > 0; size = oggPageSize(bytes, at)) {
      if (packets >= headerPackets) {
        audio.write(file, at + 5, 13); // flags, granule position, serial number
        audio.write(file, at + 26, size - 26);
      }
      packets += packetsEndingIn(file, at);
      at += size;
    }
    audio.write(file, at, file.length - at);
    return audio.toByteArray();
  }

  /** 0 where none begins, or none that is whole. */
  private static int oggPageSize(ByteBuffer bytes, int at) {
    if (bytes.capacity() - at < OGG_HEADER || bytes.getInt(at) != 0x5367674F) {
      return 0;
    }
    int segments = Byte.toUnsignedInt(bytes.get(at + 26));
    int size = OGG_HEADER + segments;
    for (int i = 0; i < segments && at + OGG_HEADER + i < bytes.capacity(); i++) {
      size += Byte.toUnsignedInt(bytes.get(at + OGG_HEADER + i));
    }
    return size <= bytes.capacity() - at ? size : 0;
  }

  private static int packetsEndingIn(byte[] file, int at) {
    int packets = 0;
    for (int i = 0; i < Byte.toUnsignedInt(file[at + 26]); i++) {
      packets += file[at + OGG_HEADER + i] == -1 ? 0 : 1;
    }
    return packets;
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
