package org.needledrop.tagging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.TestAudio;
import org.needledrop.library.Track;
import org.needledrop.tagging.UndoReport.Status;

/** Undo of a file whose old tag had no room for Needledrop's fields. */
class RestoredFileTest {
  private static final String TITLE = "Title that another program wrote";

  @TempDir private Path folder;
  private Path song;
  private byte[] original;
  private TaggingRun run;

  @BeforeEach
  void tag() throws IOException {
    song = folder.resolve("song.mp3");
    TestAudio.tone(song, 440, 2, "-id3v2_version", "0");
    byte[] audio = Files.readAllBytes(song);
    ByteBuffer tag = ByteBuffer.allocate(10 + 10 + 1 + TITLE.length());
    tag.put("ID3\3".getBytes(ISO_8859_1)).put(9, (byte) (tag.capacity() - 10)).position(10);
    tag.put("TIT2".getBytes(ISO_8859_1)).putInt(1 + TITLE.length()).position(21);
    tag.put(TITLE.getBytes(ISO_8859_1));
    original = Arrays.copyOf(tag.array(), tag.capacity() + audio.length);
    System.arraycopy(audio, 0, original, tag.capacity(), audio.length);
    Files.write(song, original);
    run = new TaggingRun(folder);
    run.tagAgain(List.of(Track.inPlace(song)));
    assertThat(song).isNotEmptyFile();
    assertThat(Files.readAllBytes(song)).isNotEqualTo(original);
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void hasEveryByteAgainAfterItWasMoved() throws IOException {
    Path moved = Files.move(song, folder.resolve("moved.mp3"));
    assertThat(run.undo(moved).status()).isEqualTo(Status.RESTORED);
    assertThat(moved).hasBinaryContent(original);
  }

  @Test
  void keepsWhatAnotherProgramHasWrittenSince() throws IOException {
    byte[] tagged = Files.readAllBytes(song);
    int title = new String(tagged, ISO_8859_1).indexOf(TITLE);
    tagged[title] = 'B';
    Files.write(song, tagged);
    assertThat(run.undo(song).status()).isEqualTo(Status.RESTORED_FIELDS);
    assertThat(Files.readString(song, ISO_8859_1))
        .contains("B" + TITLE.substring(1))
        .doesNotContain("NEEDLEDROP");
  }
}
