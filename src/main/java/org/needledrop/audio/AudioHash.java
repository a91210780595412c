package org.needledrop.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.needledrop.digest.Sha256;
import org.needledrop.failure.Stage;

/**
 * The identity of a track: SHA-256 over the encoded packets of its first audio stream. It stays
 * when tags, cover or file name change, and nothing is decoded for it.
 */
public final class AudioHash {
  private static final List<String> PACKETS =
      List.of("-c", "copy", "-flush_packets", "0", "-f", "data", "pipe:1");
  private static final int BLOCK_BYTES = 65_536;

  /** An MP4's edit list may play parts again, but what does so without end is made to harm. */
  private static final int MOST_REPEATS = 16;

  /** What all files without audio would share, though they are not one recording. */
  private static final String NOTHING = new Sha256().hex();

  private final Ffmpeg ffmpeg;
  private final AudioLimits limits;

  public AudioHash(Ffmpeg ffmpeg, AudioLimits limits) {
    this.ffmpeg = ffmpeg;
    this.limits = limits;
  }

  /** The hash alone, see {@link #recording}. */
  public String of(Path path) {
    return recording(path).audioHash();
  }

  /**
   * What the file holds; its hash is {@code sha256:} and 64 hexadecimal digits.
   *
   * @throws org.needledrop.failure.TrackFailure as {@link AudioDecoder#decode}, and if there is not
   *     one packet, or the same ones come again and again; but as nothing is decoded, damage,
   *     encryption and an excessive length are not noticed
   * @throws java.util.concurrent.CancellationException if this thread is interrupted; it stays so
   */
  public Recording recording(Path path) {
    TrackFile file = TrackFile.readable(path, Stage.HASH);
    try (FfmpegRun run = FfmpegRun.start(ffmpeg, limits, file, PACKETS)) {
      String digest = digest(run, file);
      run.finish();
      if (digest.equals(NOTHING)) {
        throw file.malformed("no audio found in it: not one sample");
      }
      return run.header().recording("sha256:" + digest);
    }
  }

  private static String digest(FfmpegRun run, TrackFile file) {
    Sha256 sha256 = new Sha256();
    byte[] block = new byte[BLOCK_BYTES];
    long left = MOST_REPEATS * file.size();
    try {
      for (int n = run.stdout().read(block); n >= 0; n = run.stdout().read(block)) {
        left -= n;
        if (left < 0) {
          throw file.exceeds("its packets are more than %d times its size".formatted(MOST_REPEATS));
        }
        sha256.add(ByteBuffer.wrap(block, 0, n));
      }
      return sha256.hex();
    } catch (IOException e) {
      throw run.broken(e);
    }
  }
}
