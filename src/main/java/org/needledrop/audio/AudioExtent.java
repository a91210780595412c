package org.needledrop.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Where the audio ends according to a container's own sizes: WAV (RIFF), AIFF (IFF) and AU.
 * Sources: Multimedia Programming Interface 1.0 (IBM and Microsoft, 1991); AIFF 1.3 (Apple, 1989);
 * au(5) of NetBSD.
 */
record AudioExtent(ByteOrder order, String audioChunk) {
  private static final AudioExtent RIFF = new AudioExtent(ByteOrder.LITTLE_ENDIAN, "data");
  private static final AudioExtent IFF = new AudioExtent(ByteOrder.BIG_ENDIAN, "SSND");

  /** Bytes of {@code RIFF}, size, {@code WAVE}. */
  private static final int FORM_HEADER = 12;

  private static final int CHUNK_HEADER = 8;
  private static final int MAX_CHUNKS = 1000;

  /** Returns whether the audio is stated to end beyond the file. */
  static boolean reachesBeyond(FileChannel file) throws IOException {
    long end =
        switch (text(read(file, 0, ByteOrder.BIG_ENDIAN))) {
          case "RIFF" -> RIFF.end(file);
          case "FORM" -> IFF.end(file);
          case ".snd" -> auEnd(read(file, 0, ByteOrder.BIG_ENDIAN));
          default -> 0;
        };
    return end > file.size();
  }

  private static long auEnd(ByteBuffer header) {
    long size = Integer.toUnsignedLong(header.getInt(8));
    return WavHeader.isOpen(size) ? 0 : Integer.toUnsignedLong(header.getInt(4)) + size;
  }

  /** Returns the end of the audio chunk; 0 if there is none or its size is left open. */
  private long end(FileChannel file) throws IOException {
    long at = FORM_HEADER;
    for (int i = 0; i < MAX_CHUNKS && at < file.size(); i++) {
      ByteBuffer header = read(file, at, order);
      long size = Integer.toUnsignedLong(header.getInt(4));
      long end = at + CHUNK_HEADER + size;
      if (text(header).equals(audioChunk)) {
        return WavHeader.isOpen(size) ? 0 : end;
      }
      at = end + size % 2;
    }
    return 0;
  }

  private static String text(ByteBuffer header) {
    return ISO_8859_1.decode(header.slice(0, 4)).toString();
  }

  /** Reads the 12 bytes of a chunk's header; those past the end of the file are zero. */
  private static ByteBuffer read(FileChannel file, long at, ByteOrder order) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(order);
    file.read(bytes, at);
    return bytes;
  }
}
