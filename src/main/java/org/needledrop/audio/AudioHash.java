package org.needledrop.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.needledrop.digest.Sha256;
import org.needledrop.failure.IoReason;
import org.needledrop.failure.Stage;

/**
 * The identity of a track: SHA-256 over the encoded packets of its first audio stream, or over the
 * file between its tags where no packet ends before them. It does not change with tags, cover or
 * file name, and needs no decoding.
 */
public final class AudioHash {
  private static final List<String> PACKETS =
      Stream.of(
              FfmpegCommand.FIRST_AUDIO_STREAM,
              List.of("-c", "copy", "-flush_packets", "0", "-f", "data", "pipe:1"))
          .flatMap(List::stream)
          .toList();

  private static final int BLOCK_BYTES = 65_536;

  /** An MP4's edit list may repeat parts, but only a malicious one repeats them endlessly. */
  private static final int MOST_REPEATS = 16;

  /** The hash of no packets: all files without audio would share it. */
  private static final String NOTHING = new Sha256().hex();

  private final Ffmpeg ffmpeg;
  private final AudioLimits limits;

  public AudioHash(Ffmpeg ffmpeg, AudioLimits limits) {
    this.ffmpeg = ffmpeg;
    this.limits = limits;
  }

  /** Returns only the hash, see {@link #recording}. */
  public String of(Path path) {
    return recording(path).audioHash();
  }

  /**
   * Identifies the recording in a file. Its hash is {@code sha256:} and 64 hexadecimal digits.
   *
   * @throws org.needledrop.failure.TrackFailure as {@link AudioDecoder#decode}, and if there are no
   *     packets or they repeat endlessly. Damage, encryption and excessive length go unnoticed, as
   *     nothing is decoded
   * @throws java.util.concurrent.CancellationException if this thread is interrupted; the interrupt
   *     flag stays set
   */
  public Recording recording(Path path) {
    TrackFile file = TrackFile.readable(path, Stage.HASH);
    try (FfmpegRun run = FfmpegRun.start(ffmpeg, limits, file, PACKETS)) {
      String digest = digest(run, file);
      run.finish();
      if (digest.equals(NOTHING)) {
        throw file.malformed("no audio found: not a single sample");
      }
      return run.header().recording("sha256:" + ofContainer(run, file, digest));
    }
  }

  private static String ofContainer(FfmpegRun run, TrackFile file, String packets) {
    try {
      return switch (run.header().container()) {
        case APE, TAK -> UntaggedHash.of(file.path());
        default -> packets;
      };
    } catch (IOException e) {
      throw file.unreadable("cannot read the file: " + IoReason.of(e));
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
          throw file.exceeds(
              "its audio packets add up to more than %d times the file size"
                  .formatted(MOST_REPEATS));
        }
        sha256.add(ByteBuffer.wrap(block, 0, n));
      }
      return sha256.hex();
    } catch (IOException e) {
      throw run.broken(e);
    }
  }
}
