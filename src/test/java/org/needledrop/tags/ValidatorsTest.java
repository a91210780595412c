package org.needledrop.tags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.needledrop.tags.file.TagWriter;

/** The checkers of each format find no fault in a tagged file that they did not find before. */
class ValidatorsTest {
  /** Longer than an Ogg page. */
  private static final TagFields WANTED =
      new TagFields(
          true, List.of("Rock"), new TreeMap<>(Map.of(TagNames.MODEL, "x".repeat(70_000))));

  @TempDir private Path folder;

  static Stream<Arguments> files() {
    return CorpusFile.all().stream()
        .flatMap(file -> checker(file.format()).map(command -> Arguments.of(file, command)));
  }

  private static Stream<List<String>> checker(TagFormat format) {
    return switch (format) {
      case MP3 -> Stream.of(List.of("mp3val"));
      case FLAC -> Stream.of(List.of("flac", "--test", "--silent"));
      case OGG_FLAC -> Stream.of(List.of("flac", "--ogg", "--test", "--silent"));
      case OGG_VORBIS -> Stream.of(List.of("oggz-validate"), List.of("ogginfo"));
      case OGG_OPUS -> Stream.of(List.of("oggz-validate"), List.of("opusinfo"));
      case MP4, WAV, AIFF, ASF, APE, MUSEPACK, WAVPACK, TAK, TTA, DSF -> Stream.empty();
    };
  }

  @ParameterizedTest
  @MethodSource("files")
  void findNothingNew(CorpusFile shape, List<String> command) throws Exception {
    assumeTrue(isInstalled(command.getFirst()), command.getFirst() + " is not installed");
    Path file = shape.makeIn(folder);
    List<String> before = complaints(command, file);
    new TagWriter(TestAudio::packets)
        .write(file, TestAudio.packets(file), file, shape.format(), WANTED);
    assertThat(before).containsAll(complaints(command, file));
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  /** The exit status and all lines with a complaint, without numbers, which are places. */
  private static List<String> complaints(List<String> command, Path file)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(command);
    whole.add(file.toString());
    Process checker = new ProcessBuilder(whole).redirectErrorStream(true).start();
    String output = new String(checker.getInputStream().readAllBytes(), UTF_8);
    List<String> complaints = new ArrayList<>();
    complaints.add("exit status " + checker.waitFor());
    output
        .lines()
        .filter(line -> line.matches("(?i).*(warning|error|invalid|illegal|problem|missing).*"))
        .map(line -> line.replaceAll("\\d+", "N"))
        .forEach(complaints::add);
    return complaints;
  }
}
