package org.needledrop.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.needledrop.fuzzing.FuzzedFile;
import org.needledrop.journal.TrackLabel;
import org.needledrop.tags.TagNames;

/** The CSV file with a user's labels: usable labels, or a clear error. */
class LabelsFuzzTest {
  private static final FuzzedFile FILE = FuzzedFile.named("labels.csv");

  @DictionaryEntries({"path,genre", "genre,path", "\"\"", "\",\"", "a.mp3,rock"})
  @FuzzTest
  void labels(byte[] csv) throws IOException {
    Path file = FILE.holding(csv);
    Labels labels;
    try {
      labels = Labels.read(file);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      assertThat(e.getMessage()).contains(file.toString());
      return;
    }
    assertThat(labels.genres()).hasSizeGreaterThan(1);
    assertThat(labels.genres().stream().map(TagNames::probability)).doesNotHaveDuplicates();
    for (LabelledTrack track : labels.tracks()) {
      assertThat(labels.genres()).contains(track.genre());
      assertThat(track.file()).isAbsolute();
      assertThat(new TrackLabel("1f", track.file().toString(), track.genre()).genre())
          .isEqualTo(track.genre());
    }
  }
}
