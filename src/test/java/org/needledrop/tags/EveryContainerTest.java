package org.needledrop.tags;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.tag.FieldKey;
import org.jaudiotagger.tag.Tag;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;

/** What has to hold for a real file of every container, untagged, tagged and with a cover. */
class EveryContainerTest {
  private static final TagFields WANTED =
      new TagFields(
          true,
          List.of("Rock"),
          new TreeMap<>(
              Map.of(
                  TagNames.MODEL,
                  "genre-musicnn 1",
                  TagNames.AUDIO,
                  "sha256:1f",
                  TagNames.ABSTAINED,
                  "zu leise – 静か",
                  TagNames.probability("Hip-Hop"),
                  "0.8123",
                  TagNames.probability("静か"),
                  "0.1877")));

  private static final Set<TagFormat> UNKNOWN_TO_JAUDIOTAGGER =
      EnumSet.of(TagFormat.OGG_OPUS, TagFormat.OGG_FLAC, TagFormat.WAVPACK, TagFormat.TTA);

  private static final Logger JAUDIOTAGGER = Logger.getLogger("org.jaudiotagger");

  @TempDir private Path folder;

  private final TagWriter writer = new TagWriter(TestAudio::packets);
  private final TagReader reader = new TagReader();

  static Stream<Arguments> files() {
    return Stream.of(
        file(TagFormat.MP3, "v24.mp3", "-id3v2_version", "4"),
        file(TagFormat.MP3, "v23.mp3", "-id3v2_version", "3", "-write_id3v1", "1"),
        file(TagFormat.MP3, "genre.mp3", "-metadata", "genre=Jazz"),
        file(TagFormat.MP3, "none.mp3", "-id3v2_version", "0"),
        file(TagFormat.FLAC, "plain.flac", "-metadata", "genre=Jazz"),
        file(TagFormat.OGG_VORBIS, "plain.ogg", "-c:a", "libvorbis", "-metadata", "genre=Jazz"),
        file(TagFormat.OGG_OPUS, "plain.opus", "-c:a", "libopus"),
        file(TagFormat.OGG_FLAC, "flac.oga", "-c:a", "flac", "-metadata", "genre=Jazz"),
        file(TagFormat.MP4, "aac.m4a", "-metadata", "genre=Jazz"),
        file(TagFormat.MP4, "faststart.m4a", "-movflags", "+faststart"),
        file(TagFormat.MP4, "alac.m4a", "-c:a", "alac"),
        file(TagFormat.MP4, "none.m4a", "-map_metadata", "-1"),
        file(TagFormat.WAV, "info.wav"),
        file(TagFormat.AIFF, "id3.aiff", "-write_id3v2", "1"),
        file(TagFormat.AIFF, "plain.aif"),
        file(TagFormat.ASF, "plain.wma", "-metadata", "genre=Jazz"),
        file(TagFormat.WAVPACK, "plain.wv", "-c:a", "wavpack", "-metadata", "genre=Jazz"),
        file(TagFormat.WAVPACK, "none.wv", "-c:a", "wavpack", "-map_metadata", "-1"),
        file(TagFormat.TTA, "ape.tta", "-metadata", "genre=Jazz"),
        file(TagFormat.TTA, "none.tta", "-map_metadata", "-1"));
  }

  private static Arguments file(TagFormat format, String name, String... options) {
    return Arguments.of(Named.of(name, name), format, List.of(options));
  }

  @ParameterizedTest
  @MethodSource("files")
  void letsASecondProgramReadWhatWasWritten(String name, TagFormat format, List<String> options) {
    Path file = make(name, options);
    writer.write(file, TestAudio.packets(file), file, format, WANTED);
    assertThat(reader.read(file, format)).isEqualTo(WANTED);
    if (format == TagFormat.WAV) {
      return; // this ffmpeg does not look into a WAV's ID3 chunk; jaudiotagger does, below
    }
    assertThat(TestAudio.metadata(file))
        .containsIgnoringCase("genre=Rock\n")
        .containsIgnoringCase("NEEDLEDROP_MODEL=genre-musicnn 1\n")
        .containsIgnoringCase("NEEDLEDROP_ABSTAINED=zu leise – 静か\n")
        .containsIgnoringCase("ab:hi:genre_needledrop:hip-hop=0.8123\n")
        .doesNotContain("Jazz");
  }

  @ParameterizedTest
  @MethodSource("files")
  void keepsSoundAndForeignTagsSinceOnlyOurFieldsAreSpliced(
      String name, TagFormat format, List<String> options) throws IOException {
    Path file = make(name, options);
    String sound = TestAudio.decoded(file);
    String foreign = withoutOurs(TestAudio.metadata(file));
    FileTags before = TagReader.readAll(file, format);
    writer.write(file, TestAudio.packets(file), file, format, WANTED);
    assertThat(TestAudio.decoded(file)).isEqualTo(sound);
    assertThat(withoutOurs(TestAudio.metadata(file))).isEqualTo(foreign);
    assertThat(TagReader.readAll(file, format).foreign()).isEqualTo(before.foreign());
  }

  @ParameterizedTest
  @MethodSource("files")
  void undoesWithWhatTheJournalKept(String name, TagFormat format, List<String> options)
      throws IOException {
    Path file = make(name, options);
    byte[] original = Files.readAllBytes(file);
    ObjectMapper json = new ObjectMapper();
    String journal = json.writeValueAsString(reader.read(file, format));
    TagFields before = json.readValue(journal, TagFields.class);
    String metadata = TestAudio.metadata(file);
    writer.write(file, TestAudio.packets(file), file, format, WANTED);
    writer.write(file, TestAudio.packets(file), file, format, before);
    assertThat(reader.read(file, format)).isEqualTo(before);
    assertThat(TestAudio.metadata(file)).isEqualTo(metadata);
    if (!before.tagPresent()) {
      assertThat(file).hasBinaryContent(original);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void agreesWithJaudiotaggerAboutTheTags(String name, TagFormat format, List<String> options)
      throws Exception {
    if (UNKNOWN_TO_JAUDIOTAGGER.contains(format)) {
      return; // mutagen reads them: see MutagenTest
    }
    JAUDIOTAGGER.setLevel(Level.OFF);
    Path file = make(name, options);
    writer.write(file, TestAudio.packets(file), file, format, WANTED);
    Tag tag = AudioFileIO.read(file.toFile()).getTag();
    assertThat(tag.getFirst(FieldKey.GENRE)).isEqualTo("Rock");
  }

  @ParameterizedTest
  @MethodSource("files")
  void leavesAFileAloneThatHoldsTheWantedFields(String name, TagFormat format, List<String> options)
      throws IOException {
    Path file = make(name, options);
    writer.write(file, TestAudio.packets(file), file, format, WANTED);
    Object identity = Files.getAttribute(file, "unix:ino");
    writer.write(file, TestAudio.packets(file), file, format, WANTED);
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(identity);
  }

  static Stream<Arguments> covers() {
    return Stream.of(
        file(TagFormat.MP3, "cover.mp3", "-id3v2_version", "3"),
        file(TagFormat.FLAC, "cover.flac"),
        file(TagFormat.MP4, "cover.m4a"),
        file(TagFormat.AIFF, "cover.aiff", "-write_id3v2", "1"));
  }

  @ParameterizedTest
  @MethodSource("covers")
  void keepsCoverArtWhenGenreIsReplaced(String name, TagFormat format, List<String> options) {
    Path file = TestAudio.withCover(folder.resolve(name), options.toArray(String[]::new));
    String cover = TestAudio.cover(file);
    writer.write(file, TestAudio.packets(file), file, format, WANTED);
    assertThat(TestAudio.cover(file)).isEqualTo(cover);
  }

  private Path make(String name, List<String> options) {
    return TestAudio.make(folder.resolve(name), options.toArray(String[]::new));
  }

  private static String withoutOurs(String metadata) {
    return metadata
        .lines()
        .filter(line -> !line.matches("(?i)(needledrop_|ab:hi:|genre=|wm/genre).*"))
        .collect(Collectors.joining("\n"));
  }
}
