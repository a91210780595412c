package org.needledrop.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.needledrop.digest.Sha256;

/**
 * The hash of a file between its tags, for Monkey's Audio and TAK. ffmpeg's packets do not serve
 * there: the last one may reach to the end of the file (libavformat/ape.c and takdec.c), so it
 * holds the tags behind the audio.
 */
final class UntaggedHash {
  private static final int BLOCK_BYTES = 1 << 16;

  /** Bytes of the header of an ID3v2 tag, which other programs write before the audio. */
  private static final int ID3_HEADER = 10;

  private UntaggedHash() {}

  /** Returns 64 hexadecimal digits: header, seek table and frames, between the tags. */
  static String of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long end = AudioTail.end(channel);
      Sha256 sha256 = new Sha256();
      for (long at = start(channel, end); at < end; ) {
        ByteBuffer block = AudioTail.read(channel, at, (int) Math.min(BLOCK_BYTES, end - at));
        at += block.remaining();
        if (!block.hasRemaining()) {
          throw new IOException("the file became shorter while it was read");
        }
        sha256.add(block);
      }
      return sha256.hex();
    }
  }

  private static long start(FileChannel channel, long end) throws IOException {
    ByteBuffer header = AudioTail.read(channel, 0, ID3_HEADER);
    if (header.remaining() < ID3_HEADER || (header.getInt(0) >>> 8) != 0x494433) {
      return 0;
    }
    int size = ID3_HEADER;
    for (int i = 0; i < 4; i++) {
      size += (header.get(6 + i) & 0x7F) << (7 * (3 - i));
    }
    return Math.min(size, end);
  }
}
