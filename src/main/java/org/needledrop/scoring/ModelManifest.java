package org.needledrop.scoring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.needledrop.json.JsonMappers;
import org.needledrop.mel.MelSettings;
import org.needledrop.mel.Snippets;

/**
 * {@code manifest.json} of a model: everything needed to run the network and interpret its output.
 * Other fields of the file (training data, metrics) are for the reader.
 *
 * @param genres genres in the order of the scores
 * @param files the same network in several formats, by format: {@code onnx} for CPUs, {@code
 *     torchscript} for GPUs
 * @param head a {@link LinearHead} that replaces the network's own last layer
 * @param base model whose network this one uses, see {@link #id}; optional
 * @param tags spelling of genres, if it is not the capitalised name; optional
 * @param classifiers further classifiers on the embedding; optional
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
    Map<String, NetworkFile> files,
    Optional<NetworkFile> head,
    Optional<String> base,
    Map<String, String> tags,
    List<Classifier> classifiers) {

  public static final String FILE_NAME = "manifest.json";

  /** Separator between a model and its base. */
  public static final String ON = " on ";

  private static final ObjectMapper JSON = JsonMappers.WITH_OPTIONALS;

  public ModelManifest {
    require(name != null && version != null, "name and version are required");
    require(genres != null && !genres.isEmpty(), "genres: at least one is required");
    require(
        genres.stream().allMatch(genre -> genre != null && !genre.isBlank()),
        "genres: must not be empty");
    require(
        genres.stream().map(genre -> genre.toLowerCase(Locale.ROOT)).distinct().count()
            == genres.size(),
        "genres: must be distinct, ignoring case");
    require(
        mel != null && snippet != null && decision != null,
        "mel, snippet and decision are required");
    require(embeddingSize >= 1, "embeddingSize: must be at least 1");
    genres = List.copyOf(genres);
    head = head == null ? Optional.empty() : head;
    base = base == null ? Optional.empty() : base;
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    classifiers = classifiers == null ? List.of() : List.copyOf(classifiers);
    for (Classifier classifier : classifiers) {
      require(
          classifier.layer().inputs() == embeddingSize,
          "classifiers: the layer's input must be the embedding");
    }
    require(
        files != null && !files.isEmpty() && files.values().stream().allMatch(Objects::nonNull),
        "files: a network is required");
    files = Map.copyOf(files);
  }

  private static void require(boolean allowed, String rule) {
    if (!allowed) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** One network input: {@code frames} columns of the log-mel, {@code seconds} of music. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SnippetShape(int frames, double seconds) {
    public SnippetShape {
      require(
          frames >= 1 && seconds > 0 && Double.isFinite(seconds),
          "snippet: frames and seconds must be above 0");
    }
  }

  /**
   * How scores become a decision.
   *
   * @param temperature divisor of the logits, fitted on validation tracks
   * @param minConfidence threshold for the top genre's probability; below it the reason is "unsure"
   * @param minConfidenceByGenre thresholds of single genres; optional
   * @param maxSquaredDistance maximum squared norm of the embedding; above it a track is unlike the
   *     training data. For whitened embeddings this is the squared Mahalanobis distance; optional
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Decision(
      ScoreSum sum,
      double temperature,
      double minConfidence,
      Map<String, Double> minConfidenceByGenre,
      OptionalDouble maxSquaredDistance) {
    public Decision {
      require(sum != null, "decision: sum must be logits or probabilities");
      require(
          temperature > 0 && Double.isFinite(temperature), "decision: temperature must be above 0");
      minConfidenceByGenre =
          minConfidenceByGenre == null ? Map.of() : Map.copyOf(minConfidenceByGenre);
      require(
          isProbability(minConfidence)
              && minConfidenceByGenre.values().stream().allMatch(Decision::isProbability),
          "decision: minConfidence must be 0 to 1");
      maxSquaredDistance = maxSquaredDistance == null ? OptionalDouble.empty() : maxSquaredDistance;
    }

    public Decision(ScoreSum sum, double temperature, double minConfidence) {
      this(sum, temperature, minConfidence, Map.of(), OptionalDouble.empty());
    }

    private static boolean isProbability(double value) {
      return value >= 0 && value <= 1;
    }

    /** Returns the threshold of a genre. */
    public double minConfidence(String genre) {
      return minConfidenceByGenre.getOrDefault(genre, minConfidence);
    }
  }

  /** A file of the model; the path is relative to the manifest. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record NetworkFile(String path, String sha256) {
    public NetworkFile {
      require(
          path != null && !path.isBlank() && sha256 != null, "files: path and sha256 are required");
      require(path.indexOf('\0') < 0, "files: invalid path");
    }
  }

  /**
   * Reads the manifest of a model folder.
   *
   * @throws UncheckedIOException if it cannot be read or is invalid
   */
  public static ModelManifest read(Path modelFolder) {
    Path manifest = modelFolder.resolve(FILE_NAME);
    try {
      return present(JSON.readValue(manifest.toFile(), ModelManifest.class));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "invalid model manifest %s: %s".formatted(manifest, e.getMessage()), e);
    }
  }

  /**
   * Reads a manifest from a stream and closes it.
   *
   * @param name name for messages
   * @throws UncheckedIOException as {@link #read(Path)}
   */
  public static ModelManifest read(InputStream manifest, String name) {
    try (manifest) {
      return present(JSON.readValue(manifest, ModelManifest.class));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "invalid model manifest %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Rejects the JSON value null. */
  private static ModelManifest present(ModelManifest manifest) throws IOException {
    if (manifest == null) {
      throw new IOException("the file contains null");
    }
    return manifest;
  }

  /**
   * Writes the manifest into a model folder.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path modelFolder) {
    Path manifest = modelFolder.resolve(FILE_NAME);
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(manifest.toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + manifest + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns the network file of a format.
   *
   * @throws UncheckedIOException if the model has none
   */
  public NetworkFile network(String format) {
    if (!files.containsKey(format)) {
      throw new UncheckedIOException(
          new IOException("model %s has no network in %s format".formatted(id(), format)));
    }
    return files.get(format);
  }

  /**
   * Returns snippets in the network's input shape, without start times.
   *
   * @param logMels {@code byte[n][bands * frames]}
   */
  public Snippets snippets(byte[][] logMels) {
    return new Snippets(
        logMels, new double[logMels.length], snippet.seconds(), mel.melBands(), snippet.frames());
  }

  /** Returns name and version, as written to tags: {@code genre-musicnn 1}. */
  public String id() {
    return name + " " + version;
  }

  /** Returns the id including the base, if it has one: {@code mine 1f2e on genre-musicnn 1}. */
  public String idWithBase() {
    return id() + base.map(ON::concat).orElse("");
  }

  /** Returns the id of the model whose network it uses, by default its own. */
  public String network() {
    return base.orElse(id());
  }
}
