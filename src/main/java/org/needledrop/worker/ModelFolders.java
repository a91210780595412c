package org.needledrop.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.needledrop.scoring.ModelManifest;

/** The models of a model repository. */
final class ModelFolders {

  private ModelFolders() {}

  /**
   * A folder's own model, or those of the folders in it.
   *
   * @throws UncheckedIOException when there is none
   */
  static List<Path> in(Path repository) {
    if (isModel(repository)) {
      return List.of(repository);
    }
    try (Stream<Path> folders = Files.list(repository)) {
      List<Path> found = folders.filter(ModelFolders::isModel).sorted().toList();
      if (found.isEmpty()) {
        throw new IOException("no folder with a " + ModelManifest.FILE_NAME + " in it");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(repository + ": " + e.getMessage(), e);
    }
  }

  private static boolean isModel(Path folder) {
    return Files.exists(folder.resolve(ModelManifest.FILE_NAME));
  }
}
