package org.needledrop.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.needledrop.scoring.ModelManifest;

/**
 * The models of a model repository: {@code MODEL/manifest.json} for the newest version, and {@code
 * MODEL/VERSION/manifest.json} for further versions.
 */
final class ModelFolders {

  private ModelFolders() {}

  /**
   * Returns the folders with a manifest: the folder itself and two levels below.
   *
   * @throws UncheckedIOException if there is none, or a model exists twice
   */
  static Map<Path, ModelManifest> in(Path repository) {
    Map<Path, ModelManifest> models = new LinkedHashMap<>();
    Set<String> ids = new HashSet<>();
    try {
      for (Path folder : folders(repository)) {
        ModelManifest model = ModelManifest.read(folder);
        models.put(folder, model);
        if (!ids.add(model.id())) {
          throw new IOException(model.id() + " exists twice");
        }
      }
      if (models.isEmpty()) {
        throw new IOException("no folder contains a " + ModelManifest.FILE_NAME);
      }
      return models;
    } catch (IOException e) {
      throw new UncheckedIOException(repository + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> folders(Path repository) throws IOException {
    int depth = isModel(repository) ? 1 : 2;
    try (Stream<Path> folders = Files.walk(repository, depth)) {
      return folders.filter(ModelFolders::isModel).sorted().toList();
    }
  }

  private static boolean isModel(Path folder) {
    return Files.exists(folder.resolve(ModelManifest.FILE_NAME));
  }
}
