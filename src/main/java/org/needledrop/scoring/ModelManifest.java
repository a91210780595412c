package org.needledrop.scoring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.needledrop.mel.MelSettings;

/**
 * {@code manifest.json} of a model: all that must be known to feed the network and to read its
 * answer. What else stands in the file (training data, measured scores) is for people.
 *
 * @param genres in the order of the scores
 * @param files the same network in other number formats, by format: {@code fp32}, {@code bf16}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelManifest(
    String name,
    String version,
    List<String> genres,
    MelSettings mel,
    SnippetShape snippet,
    int embeddingSize,
    Decision decision,
    Map<String, NetworkFile> files) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public ModelManifest {
    genres = List.copyOf(genres);
    files = Map.copyOf(files);
    if (!files.containsKey("fp32")) {
      throw new IllegalArgumentException("files: an fp32 network is needed");
    }
  }

  /** One network input: {@code frames} columns of the log-mel, {@code seconds} of music. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SnippetShape(int frames, double seconds) {}

  /**
   * How scores become a decision.
   *
   * @param temperature divides the logits, fitted on validation tracks
   * @param minConfidence below this probability of the top genre the answer is "unsure"
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Decision(ScoreSum sum, double temperature, double minConfidence) {}

  /** A TorchScript file, its path relative to the manifest. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record NetworkFile(String path, String sha256) {}

  /**
   * Reads the manifest of a model folder.
   *
   * @throws UncheckedIOException when it cannot be read or lacks something; the message names it
   */
  public static ModelManifest read(Path modelFolder) {
    Path manifest = modelFolder.resolve("manifest.json");
    try {
      return JSON.readValue(manifest.toFile(), ModelManifest.class);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: not a usable model manifest: %s".formatted(manifest, e.getMessage()), e);
    }
  }

  /** Name and version, as written into tags: {@code genre-resnet-bigru 1}. */
  public String id() {
    return name + " " + version;
  }
}
