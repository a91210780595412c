package org.needledrop.teaching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.needledrop.digest.Sha256;
import org.needledrop.scoring.Classifier;
import org.needledrop.scoring.ModelManifest;

/** Writes the model folder of a taught head with its base's network. */
public final class TaughtModel {

  private static final String HEAD = "head.json";

  private TaughtModel() {}

  /**
   * Writes a self-contained folder. The manifest is written last, so that a partial folder is not a
   * model.
   *
   * @param name name of the new model; its version identifies the training run
   * @throws UncheckedIOException if it cannot be written
   */
  public static ModelManifest save(
      Path folder, String name, TaughtHead lesson, Path baseFolder, ModelManifest base) {
    byte[] head = lesson.head().json();
    String digest = Sha256.of(ByteBuffer.wrap(head));
    ModelManifest manifest =
        new ModelManifest(
            name,
            digest.substring(0, 8),
            lesson.genres().stream().map(GenreFigures::genre).toList(),
            base.mel(),
            base.snippet(),
            base.embeddingSize(),
            lesson.decision(),
            base.files(),
            Optional.of(new ModelManifest.NetworkFile(HEAD, digest)),
            Optional.of(base.network()),
            Map.of(),
            base.classifiers().stream().filter(TaughtModel::isOfAnyGenre).toList());
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(ModelManifest.FILE_NAME));
      for (ModelManifest.NetworkFile file : base.files().values()) {
        Path copy = folder.resolve(file.path());
        Files.createDirectories(copy.getParent());
        Files.copy(baseFolder.resolve(file.path()), copy, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.write(folder.resolve(HEAD), head);
      Files.writeString(folder.resolve("MODEL_CARD.md"), card(manifest, lesson, base));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the model to " + folder + ": " + e, e);
    }
    manifest.write(folder);
    return manifest;
  }

  /** Returns whether a classifier applies to all genres; styles belong to the base's genres. */
  private static boolean isOfAnyGenre(Classifier classifier) {
    return classifier.classes().stream().allMatch(label -> label.genre().isEmpty());
  }

  private static String card(ModelManifest manifest, TaughtHead lesson, ModelManifest base) {
    String rows =
        lesson.genres().stream()
            .map(
                genre ->
                    String.format(
                        Locale.ROOT,
                        "| %s | %d | %.3f | %.3f | %.3f | %.2f |",
                        genre.genre(),
                        genre.tracks(),
                        genre.precision(),
                        genre.recall(),
                        genre.f1(),
                        genre.minConfidence()))
            .collect(Collectors.joining("\n"));
    return String.format(
        Locale.ROOT,
        """
        # %s

        A head taught with `needledrop teach` on top of the embedding of %s.

        Five-fold cross-validation by track: accuracy %.3f, ECE %.3f.

        | genre | tracks | precision | recall | F1 | named from |
        |---|---|---|---|---|---|
        %s
        """,
        manifest.id(),
        base.id(),
        lesson.accuracy(),
        lesson.calibrationError(),
        rows);
  }
}
