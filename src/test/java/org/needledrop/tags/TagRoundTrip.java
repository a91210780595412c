package org.needledrop.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.needledrop.failure.UnsupportedFormat;
import org.needledrop.fuzzing.FuzzedFile;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;

/**
 * Any bytes are read, tagged and set back, or refused and left as they are. The writer's own
 * comparison of the audio is switched off: the bytes are compared here instead.
 */
final class TagRoundTrip {
  private static final TagFields SHORT = fields("Rock", "1f");

  /** Longer than a block or the room of a tag. */
  private static final TagFields LONG = fields("R\u00f6ck \u97f3".repeat(400), "2".repeat(9000));

  /** Longer than an Ogg page. */
  private static final TagFields PAGES = fields("R\u00f6ck", "2".repeat(70_000));

  private final TagFormat format;
  private final FuzzedFile file;
  private final TagReader reader = new TagReader();
  private final TagWriter writer = new TagWriter(_ -> "the same");

  /**
   * @param name of the file, which has to fit the format
   */
  TagRoundTrip(TagFormat format, String name) {
    this.format = format;
    this.file = FuzzedFile.named(name);
  }

  private static TagFields fields(String genre, String audio) {
    Map<String, String> customFields =
        Map.of(TagNames.AUDIO, audio, TagNames.probability("Hip-Hop"), "0.8123");
    return new TagFields(true, List.of(genre), new TreeMap<>(customFields));
  }

  void check(byte[] original) throws IOException {
    Path path = file.holding(original);
    FileTags before;
    try {
      before = TagReader.readAll(path, format);
    } catch (UnreadableTag e) {
      assertRefused(path, original);
      return;
    }
    TagFields wanted = original.length % 2 == 0 ? SHORT : longFields();
    if (wrote(path, wanted)) {
      assertThat(wrote(path, before.own())).as("what was there can be put back").isTrue();
    }
  }

  private TagFields longFields() {
    return switch (format) {
      case OGG_VORBIS, OGG_OPUS, OGG_FLAC -> PAGES;
      default -> LONG;
    };
  }

  private void assertRefused(Path path, byte[] original) throws IOException {
    assertThat(wrote(path, SHORT)).as("what cannot be read is not written").isFalse();
    assertThat(Files.readAllBytes(path)).isEqualTo(original);
  }

  private boolean wrote(Path path, TagFields wanted) throws IOException {
    byte[] before = Files.readAllBytes(path);
    try {
      writer.write(path, "the same", path, format, wanted);
    } catch (UnsupportedFormat refused) {
      assertThat(refused.reason()).endsWith("left untouched").doesNotContainPattern("\\p{Cc}");
      assertThat(Files.readAllBytes(path)).as(refused.reason()).isEqualTo(before);
      assertNoDraftIsLeft();
      return false;
    }
    assertNoDraftIsLeft();
    assertThat(reader.read(path, format).saysTheSameAs(wanted)).as("reads as written").isTrue();
    assertSameAudio(before, Files.readAllBytes(path));
    return true;
  }

  private void assertNoDraftIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(file.folder())) {
      assertThat(files.count()).as("files in the folder").isOne();
    }
  }

  private void assertSameAudio(byte[] before, byte[] after) {
    assertThat(EncodedAudio.of(format, after)).isEqualTo(EncodedAudio.of(format, before));
    if (format == TagFormat.MP4) {
      assertOffsetsMeetTheSame(before, after);
    }
  }

  private static void assertOffsetsMeetTheSame(byte[] before, byte[] after) {
    Mp4Audio old = Mp4Audio.of(before);
    Mp4Audio moved = Mp4Audio.of(after);
    assertThat(moved.offsets()).hasSameSizeAs(old.offsets());
    for (int i = 0; i < old.offsets().size(); i++) {
      long place = old.offsets().get(i);
      boolean outside = place < old.movieStart() || place >= old.movieEnd();
      if (outside && place >= 0 && place < before.length) {
        assertThat(after[Math.toIntExact(moved.offsets().get(i))])
            .as("audio at %d", place)
            .isEqualTo(before[(int) place]);
      }
    }
  }
}
