package org.needledrop.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.needledrop.audio.Ffmpeg;

/** Creates song-length MP3s by repeating short excerpts. */
public final class BenchmarkTracks {

  public static final int SECONDS = 210;

  private BenchmarkTracks() {}

  /** Encodes {@code count} MP3s of {@link #SECONDS} at 192 kbit/s, cycling through the excerpts. */
  public static List<Path> make(Ffmpeg ffmpeg, List<Path> excerpts, int count, Path folder)
      throws IOException, InterruptedException {
    List<Path> tracks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path excerpt = excerpts.get(i % excerpts.size());
      Path track = folder.resolve("benchmark-%02d.mp3".formatted(i));
      encode(ffmpeg, excerpt, i, track);
      tracks.add(track);
    }
    return tracks;
  }

  /** Starts each MP3 at a different second of its excerpt, so that no two have the same hash. */
  private static void encode(Ffmpeg ffmpeg, Path excerpt, int start, Path track)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ffmpeg.executable().toString(),
                "-nostdin",
                "-v",
                "error",
                "-y",
                "-stream_loop",
                "-1",
                "-i",
                excerpt.toString(),
                "-map",
                "0:a:0",
                "-ss",
                String.valueOf(start),
                "-t",
                String.valueOf(SECONDS),
                "-ar",
                "44100",
                "-ac",
                "2",
                "-b:a",
                "192k",
                track.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0 || Files.size(track) == 0) {
      throw new IOException("ffmpeg cannot create a benchmark track from " + excerpt);
    }
  }
}
