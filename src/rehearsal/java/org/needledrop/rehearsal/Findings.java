package org.needledrop.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.Recording;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;

/** Compares what is in the store and in the index with what was put. */
final class Findings {

  private final Deployment deployment;
  private final AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  private final List<String> problems = new ArrayList<>();

  private Findings(Deployment deployment) {
    this.deployment = deployment;
  }

  /** What is lost or wrong, a line each. */
  static List<String> of(Deployment deployment, List<Clip> put) throws IOException {
    Findings findings = new Findings(deployment);
    for (Clip clip : put) {
      findings.checkObject(clip);
    }
    findings.checkIndex(put);
    return findings.problems;
  }

  /** The audio is what was put, and the tags are there. */
  private void checkObject(Clip clip) throws IOException {
    Path file = deployment.fetch(clip.key());
    Recording recording = audioHash.recording(file);
    if (!recording.audioHash().equals(clip.audioHash())) {
      problems.add(clip.key() + ": the audio is another");
    }
    TagFormat format = TagFormat.of(recording.container(), recording.codec()).orElseThrow();
    Map<String, String> customFields = new TagReader().read(file, format).customFields();
    if (!clip.audioHash().equals(customFields.get(TagNames.AUDIO))
        || !customFields.containsKey(TagNames.MODEL)) {
      problems.add(clip.key() + ": not tagged");
    }
  }

  /** Each track is in the index, where it was put, and nothing else is. */
  private void checkIndex(List<Clip> put) {
    Map<String, String> indexed = indexed();
    for (Clip clip : put) {
      String path = indexed.remove(clip.audioHash());
      if (!("s3://tracks/" + clip.key()).equals(path)) {
        problems.add("%s: in the index it is at %s".formatted(clip.key(), path));
      }
    }
    indexed.values().forEach(path -> problems.add(path + ": in the index, though not put"));
  }

  /** Paths by hash. */
  private Map<String, String> indexed() {
    Map<String, String> paths = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = deployment.service("/v1/tracks?limit=100" + cursor);
      page.path("tracks")
          .forEach(track -> paths.put(track.path("id").asText(), track.path("path").asText()));
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return paths;
  }
}
