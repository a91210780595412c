package org.needledrop.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.needledrop.fuzzing.FuzzedFile;
import org.needledrop.scoring.ModelManifest;

/** The file with a library's words: words for genres that the model knows, or a clear refusal. */
class GenreMapFuzzTest {
  private static final ModelManifest MODEL = ModelManifest.read(Path.of("models/genre-musicnn"));
  private static final FuzzedFile FILE = FuzzedFile.named("genres.yaml");

  @DictionaryEntries({"rock: ", "hiphop: ", "jazz: ", "[]", "~", "null", "!!", "&a ", "*a", "? "})
  @FuzzTest
  void words(byte[] yaml) throws IOException {
    Path file = FILE.holding(yaml);
    GenreMap words;
    try {
      words = GenreMap.read(file, MODEL);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      assertThat(e.getMessage()).startsWith(file + ": ");
      return;
    }
    for (String genre : MODEL.genres()) {
      assertThat(words.of(genre))
          .allSatisfy(word -> assertThat(word).isNotBlank().doesNotContainPattern("\\p{Cntrl}"));
    }
  }
}
