package org.needledrop.function.lambda;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.onnx.OnnxScorer;
import org.needledrop.scoring.remote.Credentials;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

/**
 * A model and its scorer: workers, or the function itself.
 *
 * @param model the model of the settings, by default the bundled one
 */
record FunctionScorer(ModelManifest model, Scorer scorer) {

  /** Setting that selects scoring in the function. */
  private static final URI LOCAL = URI.create("local");

  /** Short, as waiting for a worker costs as much as working, and the event is redelivered. */
  private static final Duration SCORING_TIME = Duration.ofSeconds(30);

  /** Folders of the layer with ONNX Runtime's libraries and the bundled network. */
  private static final String LIBRARIES = "lib";

  private static final String NETWORK = "models/genre-resnet-bigru";

  static FunctionScorer of(FunctionSettings settings) {
    return settings.scorer().equals(List.of(LOCAL)) ? local(settings) : remote(settings);
  }

  private static FunctionScorer remote(FunctionSettings settings) {
    ModelManifest model =
        settings.model().map(ModelManifest::read).orElseGet(FunctionScorer::packed);
    return new FunctionScorer(
        model,
        new RemoteScorer(
            settings.scorer(),
            model,
            RemoteLimits.within(SCORING_TIME),
            new Credentials(settings.token(), settings.scorerCa())));
  }

  private static FunctionScorer local(FunctionSettings settings) {
    if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
      throw new IllegalStateException(
          "NEEDLEDROP_SCORER=local does not work in the native function; use the JVM function");
    }
    Path folder = settings.model().orElse(settings.layer().resolve(NETWORK));
    Path libraries = settings.layer().resolve(LIBRARIES);
    if (!Files.isDirectory(folder) || !Files.isDirectory(libraries)) {
      throw new IllegalStateException(
          "NEEDLEDROP_SCORER=local needs the scoring layer: %s and %s; see docs/serverless.md"
              .formatted(libraries, folder));
    }
    ModelManifest model = ModelManifest.read(folder);
    return new FunctionScorer(model, OnnxScorer.load(folder, model, libraries));
  }

  /** Returns the manifest packed into the function. */
  private static ModelManifest packed() {
    return ModelManifest.read(
        FunctionScorer.class.getClassLoader().getResourceAsStream(ModelManifest.FILE_NAME),
        ModelManifest.FILE_NAME);
  }
}
