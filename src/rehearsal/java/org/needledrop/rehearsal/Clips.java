package org.needledrop.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.failure.TrackFailure;

/** Cuts many tracks out of few, without encoding them again; no two have the same audio. */
final class Clips {

  private static final int SECONDS = 7;
  private static final double STEP_SECONDS = 0.4;

  /** Containers that can be cut anywhere. */
  private static final String CUTTABLE = ".*\\.(mp3|ogg|m4a|wma)";

  private final Ffmpeg ffmpeg = Ffmpeg.find();
  private final AudioHash audioHash = new AudioHash(ffmpeg, AudioLimits.defaults());
  private final Set<String> hashes = new HashSet<>();
  private final List<Clip> clips = new ArrayList<>();
  private final Path folder;

  private Clips(Path folder) {
    this.folder = folder;
  }

  /** Cuts clips from the tracks of a library. */
  static List<Clip> of(Path library, Path folder, int count)
      throws IOException, InterruptedException {
    List<Path> samples;
    try (Stream<Path> files = Files.list(library)) {
      samples = files.filter(file -> file.toString().matches(CUTTABLE)).sorted().toList();
    }
    Clips clips = new Clips(folder);
    for (int round = 0; clips.clips.size() < count; round++) {
      if (clips.clips.size() < (round - 1) * 2) {
        throw new IllegalStateException("the samples are too short for %d clips".formatted(count));
      }
      for (Path sample : samples) {
        clips.cut(sample, round * STEP_SECONDS);
      }
    }
    return List.copyOf(clips.clips.subList(0, count));
  }

  private void cut(Path sample, double start) throws IOException, InterruptedException {
    String name = sample.getFileName().toString();
    String key =
        String.format(Locale.ROOT, "album %s+%%/%04d %s", name.substring(0, 3), clips.size(), name);
    Path file = folder.resolve("%04d-%s".formatted(clips.size(), name));
    Process cutting =
        new ProcessBuilder(
                ffmpeg.executable().toString(),
                "-nostdin",
                "-y",
                "-v",
                "quiet",
                "-ss",
                String.valueOf(start),
                "-t",
                String.valueOf(SECONDS),
                "-i",
                sample.toString(),
                "-map",
                "0:a",
                "-c",
                "copy",
                file.toString())
            .start();
    if (cutting.waitFor() == 0) {
      keepIfNew(file, key);
    }
  }

  private void keepIfNew(Path file, String key) {
    try {
      String hash = audioHash.of(file);
      if (hashes.add(hash)) {
        clips.add(new Clip(file, key, hash));
      }
    } catch (TrackFailure e) {
      // behind the end of the sample: there is nothing in it
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
