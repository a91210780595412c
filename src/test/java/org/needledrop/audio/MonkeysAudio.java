package org.needledrop.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes files that look like Monkey's Audio 3.99, for which the tests have no encoder: descriptor,
 * header, seek table, and frames of random bytes. They have packets but no sound.
 */
public final class MonkeysAudio {
  private static final int FRAMES = 3;
  private static final int FRAME_BYTES = 4000;
  private static final int BLOCKS_PER_FRAME = 73_728;

  private MonkeysAudio() {}

  /** The structures are those that libavformat/ape.c reads. */
  public static Path random(Path file, long seed) throws IOException {
    int seekTable = FRAMES * 4;
    ByteBuffer out = ByteBuffer.allocate(52 + 24 + seekTable + FRAMES * FRAME_BYTES);
    out.order(ByteOrder.LITTLE_ENDIAN);
    out.put("MAC ".getBytes(US_ASCII)).putShort((short) 3990).putShort((short) 0);
    out.putInt(52).putInt(24).putInt(seekTable).putInt(0);
    out.putInt(FRAMES * FRAME_BYTES).putInt(0).putInt(0).put(new byte[16]);
    out.putShort((short) 2000).putShort((short) 0x20).putInt(BLOCKS_PER_FRAME);
    out.putInt(BLOCKS_PER_FRAME).putInt(FRAMES).putShort((short) 16).putShort((short) 2);
    out.putInt(44_100);
    int first = out.position() + seekTable;
    for (int i = 0; i < FRAMES; i++) {
      out.putInt(first + i * FRAME_BYTES);
    }
    byte[] frames = new byte[FRAMES * FRAME_BYTES];
    new Random(seed).nextBytes(frames);
    return Files.write(file, out.put(frames).array());
  }
}
