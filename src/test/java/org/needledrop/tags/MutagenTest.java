package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.DebianPrograms;
import org.needledrop.audio.DsdAudio;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.MonkeysAudio;
import org.needledrop.servers.PythonPrograms;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagWriter;

/** mutagen, on which Picard and beets are built, tags first, and reads what Needledrop leaves. */
class MutagenTest {
  private static final TagFields WANTED =
      new TagFields(
          true,
          List.of("Rock", "Pöp"),
          new TreeMap<>(Map.of(TagNames.MODEL, "m 1", TagNames.probability("Hip-Hop"), "0.8123")));

  /** Prints each field and its values, one a line, in the order of their names. */
  private static final String READ =
      """
      import sys, mutagen.apev2, mutagen.id3
      from mutagen import dsf, monkeysaudio, musepack, trueaudio, wavpack
      TYPES = dict(ape=monkeysaudio.MonkeysAudio, mpc=musepack.Musepack, wv=wavpack.WavPack,
                   tta=trueaudio.TrueAudio, dsf=dsf.DSF)
      path = sys.argv[1]
      file = TYPES[path.rsplit('.', 1)[1]](path)
      def values(value):
          if hasattr(value, 'text'):
              return list(map(str, value.text))
          if getattr(value, 'kind', None) == mutagen.apev2.TEXT:
              return list(value)
          return [repr(value)]
      """;

  private static final String PRINT =
      READ
          + """
          print(*sorted(f'{k}={"|".join(values(v))}' for k, v in (file.tags or {}).items()), sep='\\n')
          """;

  /** Writes a genre, a title, two artists and a cover. */
  private static final String TAG =
      READ
          + """
          if file.tags is None:
              file.add_tags()
          if isinstance(file.tags, mutagen.apev2.APEv2):
              file.tags['Title'] = 'Tïtle'
              file.tags['Genre'] = ['Jazz', 'Blues']
              file.tags['Artist'] = ['A', 'B']
              file.tags['Cover Art (Front)'] = mutagen.apev2.APEValue(
                  b'a.png\\0\\xff\\xfe', mutagen.apev2.BINARY)
          else:
              file.tags.add(mutagen.id3.TIT2(encoding=3, text='Tïtle'))
              file.tags.add(mutagen.id3.TCON(encoding=3, text=['Jazz', 'Blues']))
              file.tags.add(mutagen.id3.TPE1(encoding=3, text=['A', 'B']))
              file.tags.add(mutagen.id3.APIC(encoding=0, mime='image/png', type=3, data=b'png'))
          file.save()
          """;

  @TempDir private Path folder;

  private final AudioHash hash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
  private final TagWriter writer = new TagWriter(hash::of);
  private final TagReader reader = new TagReader();

  private Path make(String name) throws IOException {
    Path file = folder.resolve(name);
    return switch (name) {
      case "a.ape" -> MonkeysAudio.random(file, 1);
      case "a.dsf" -> DsdAudio.dsf(file, 440, 0.2);
      case "a.mpc" ->
          DebianPrograms.musepack(
              org.needledrop.audio.TestAudio.tone(folder.resolve("a.wav"), 440, 1), file);
      default -> org.needledrop.audio.TestAudio.tone(file, 440, 1);
    };
  }

  @ParameterizedTest
  @CsvSource({"a.wv,WAVPACK", "a.mpc,MUSEPACK", "a.ape,APE", "a.tta,TTA", "a.dsf,DSF"})
  void readsOurValuesAndItsOwnAndTheSameFileAfterUndo(String name, TagFormat format)
      throws IOException {
    Path file = make(name);
    String audio = hash.of(file);
    python(TAG, file);
    assertThat(hash.of(file)).as("another tagger does not change the identity").isEqualTo(audio);
    byte[] original = Files.readAllBytes(file);
    String fields = python(PRINT, file);
    TagFields before = reader.read(file, format);
    assertThat(before.genres()).containsExactly("Jazz", "Blues");

    writer.write(file, audio, file, format, WANTED);

    String tagged = python(PRINT, file);
    assertThat(tagged)
        .containsPattern("(?m)^(Genre|TCON)=Rock\\|Pöp$")
        .containsPattern("(?m)^(TXXX:)?NEEDLEDROP_MODEL=m 1$")
        .containsPattern("(?m)^(TXXX:)?ab:hi:genre_needledrop:hip-hop=0\\.8123$");
    assertThat(withoutOurs(tagged)).isEqualTo(withoutOurs(fields)).contains("Tïtle", "=A|B");

    writer.write(file, audio, file, format, before);
    assertThat(python(PRINT, file)).isEqualTo(fields);
    if (format != TagFormat.TTA && format != TagFormat.DSF) { // ID3v2: room, or a genre's encoding
      assertThat(file).hasBinaryContent(original);
    }
  }

  @Test
  void readsATagThatNeedledropMadeInAFileWithoutOne() throws IOException {
    Path file = make("a.ape");
    byte[] original = Files.readAllBytes(file);
    writer.write(file, hash.of(file), file, TagFormat.APE, WANTED);
    assertThat(python(PRINT, file)).contains("Genre=Rock|Pöp\n", "NEEDLEDROP_MODEL=m 1\n");
    writer.write(file, hash.of(file), file, TagFormat.APE, TagFields.NONE);
    assertThat(file).hasBinaryContent(original);
  }

  private static String withoutOurs(String fields) {
    return fields.replaceAll("(?m)^(TXXX:)?(NEEDLEDROP_|ab:hi:|Genre=|TCON=).*\\R?", "").strip();
  }

  private static String python(String script, Path file) throws IOException {
    String program = PythonPrograms.TAGGERS.program("python");
    ProcessBuilder builder =
        new ProcessBuilder(program, "-X", "utf8", "-c", script, file.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertThat(process.waitFor()).as(output).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return output;
  }
}
