package org.needledrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.audio.TestAudio;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.journal.TrackLabel;
import org.needledrop.library.UnreadableFolder;

/** The commands as a user types them, on real tracks. */
@QuarkusMainTest
class CommandLineTest {

  private static final List<String> SAMPLES =
      List.of("gravel-road.flac", "one-drop-morning.mp3", "sectoid-feelings.opus");

  private static final List<String> LOUD =
      List.of(
          "muldjord-armygeddon.mp3",
          "muldjord-chaos-god.flac",
          "kievernagel-frontiers.mp3",
          "sectoid-escape-from-chaosland.ogg",
          "gravel-road.flac");

  private static final List<String> CALM =
      List.of(
          "grieg-morning-mood.m4a",
          "azzoug-divertissement-pour-flute.wav",
          "maxstack-march-thee-to-dis.ogg",
          "van-herk-city-blues.m4a",
          "westlund-traveling-minstrels.opus");

  @TempDir private Path folder;
  private Path music;

  @BeforeEach
  void copySamples() throws IOException {
    music = Files.createDirectory(folder.resolve("music"));
    for (String name : SAMPLES) {
      Files.copy(Path.of("sample-library", name), music.resolve(name));
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String track() {
    return music.resolve(SAMPLES.getFirst()).toString();
  }

  private LaunchResult tag(QuarkusMainLauncher launcher, String... options) {
    return launcher.launch(
        Stream.concat(Stream.of("tag", music.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private LaunchResult tagWithOwnGenres(QuarkusMainLauncher launcher, String... options) {
    List<String> always =
        List.of("--model", file("mine"), "--min-confidence", "0", "--policy", "replace");
    return tag(launcher, Stream.concat(always.stream(), Stream.of(options)).toArray(String[]::new));
  }

  private static List<JsonNode> rows(List<String> lines) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines) {
      rows.add(new ObjectMapper().readTree(line));
    }
    return rows;
  }

  @Test
  void tagsInPlaceAndASecondRunAnalysesNothing(QuarkusMainLauncher launcher) {
    LaunchResult first = tag(launcher);
    LaunchResult second = tag(launcher);

    assertThat(first.exitCode()).isZero();
    assertThat(first.getOutputStream()).hasSize(3);
    assertThat(first.getErrorOutput())
        .contains("3 tracks: 1 genre written, 1 kept, 1 left without a genre")
        .contains("3 analysed");
    assertThat(second.getOutputStream()).hasSize(3).allMatch(line -> line.endsWith("unchanged)"));
    assertThat(second.getErrorOutput())
        .contains("3 tracks: 0 genres written")
        .contains("3 unchanged")
        .contains("0 analysed");
  }

  @Test
  void reportsEveryTrackAsJsonAndCsv(QuarkusMainLauncher launcher) throws IOException {
    LaunchResult run = tag(launcher, "--json=" + file("r.json"), "--csv", file("r.csv"), "--quiet");

    assertThat(run.getOutput()).isEmpty();
    assertThat(run.getErrorOutput()).isEmpty();
    List<JsonNode> rows = rows(Files.readAllLines(Path.of(file("r.json"))));
    assertThat(rows).hasSize(3);
    for (JsonNode row : rows) {
      assertThat(row.get("status").asText()).isEqualTo("tagged");
      assertThat(row.get("audioHash").asText()).matches("sha256:[0-9a-f]{64}");
      assertThat(row.get("seconds").asDouble()).isGreaterThan(3);
      assertThat(row.get("probabilities")).hasSize(21);
    }
    List<String> table = Files.readAllLines(Path.of(file("r.csv")));
    assertThat(table).hasSize(4);
    assertThat(table.getFirst())
        .startsWith("path,source,status,genre,")
        .contains(",changes,blues,");
  }

  @Test
  void reportsThatAReportCannotBeWritten(QuarkusMainLauncher launcher) {
    LaunchResult run = tag(launcher, "--csv", "/dev/full");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.getErrorOutput())
        .contains("cannot write the report /dev/full")
        .contains("No space left");
  }

  @Test
  void printsAReportAloneWhenItIsPiped(QuarkusMainLauncher launcher) throws IOException {
    LaunchResult run = tag(launcher, "--json");

    assertThat(rows(run.getOutputStream())).hasSize(3);
  }

  @Test
  void keepsTheJournalOfCopiesInTheGivenLibrary(QuarkusMainLauncher launcher) {
    LaunchResult run = tag(launcher, "--out", file("copies"), "--library", file("library"));

    assertThat(run.exitCode()).isZero();
    assertThat(Path.of(file("copies"))).isDirectoryNotContaining("glob:**/.needledrop");
    assertThat(Path.of(file("library"), ".needledrop", "journal.db")).exists();
    String copies = file("copies");
    assertThat(launcher.launch("undo", copies, "--library", file("library")).getOutputStream())
        .hasSize(3)
        .allMatch(line -> line.startsWith("restored"));
  }

  @Test
  void showsInADryRunWhatWouldChangeAndLeavesNoTrace(QuarkusMainLauncher launcher)
      throws IOException {
    LaunchResult run = tag(launcher, "--dry-run", "--policy", "replace", "--min-confidence", "0");

    assertThat(run.getOutput()).contains("    ").contains("NEEDLEDROP_MODEL");
    assertThat(music.resolve(".needledrop")).doesNotExist();
    for (String name : SAMPLES) {
      assertThat(music.resolve(name)).hasSameBinaryContentAs(Path.of("sample-library", name));
    }
  }

  @Test
  void doesNotServeIfAScopeIsMisspelt(QuarkusMainLauncher launcher) {
    System.setProperty("needledrop.api-keys", "one,secret:raed");
    try {
      LaunchResult run = launcher.launch("serve", music.toString(), "--port", "0");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.getErrorOutput())
          .contains("NEEDLEDROP_API_KEYS, key 2: unknown scope raed; scopes are read, analyze,")
          .doesNotContain("secret");
    } finally {
      System.clearProperty("needledrop.api-keys");
    }
  }

  @Test
  void writesTheUsersOwnWords(QuarkusMainLauncher launcher) throws IOException {
    Path words =
        Files.writeString(folder.resolve("words.yaml"), "rock: [Fels, Stein]\nblues: Blau\n");

    LaunchResult run =
        tag(launcher, "--genres", words.toString(), "--policy", "replace", "--dry-run");

    assertThat(run.exitCode()).isZero();
    Files.writeString(words, "polka: Polka\n");
    LaunchResult unknown = tag(launcher, "--genres", words.toString());
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.getErrorOutput()).contains("words.yaml: the model has no genre polka");
  }

  @Test
  void undoesAll(QuarkusMainLauncher launcher) {
    tag(launcher);

    LaunchResult undo = launcher.launch("undo", music.toString());

    assertThat(undo.exitCode()).isZero();
    assertThat(undo.getOutputStream()).hasSize(3).allMatch(line -> line.startsWith("restored"));
  }

  @Test
  void failsForAFolderThatCannotBeReadAndGoesOn(QuarkusMainLauncher launcher) throws IOException {
    try (UnreadableFolder deep = UnreadableFolder.below(music)) {
      String reason = deep.path() + ": cannot be read: File name too long";

      LaunchResult tagged = tag(launcher);
      LaunchResult undone = launcher.launch("undo", music.toString());

      assertThat(tagged.exitCode()).isEqualTo(1);
      assertThat(tagged.getErrorOutput()).contains(reason, "4 tracks: 1 genre written", "1 failed");
      assertThat(undone.exitCode()).isEqualTo(1);
      assertThat(undone.getErrorOutput()).contains(reason);
      assertThat(undone.getOutputStream()).hasSize(3).allMatch(line -> line.startsWith("restored"));
    }
  }

  @Test
  void findsWhatIsSimilarToTracksOfWhichAShareWasScored(QuarkusMainLauncher launcher) {
    tag(launcher, "--sample", "0.25");

    assertThat(launcher.launch("similar", track()).getOutputStream()).hasSize(2);
  }

  @Test
  void findsWhatIsSimilarAndWritesAPlaylist(QuarkusMainLauncher launcher) throws IOException {
    tag(launcher);

    LaunchResult found =
        launcher.launch("similar", track(), "-k", "2", "--json", "--m3u", file("list.m3u8"));

    assertThat(found.exitCode()).isZero();
    List<JsonNode> rows = rows(found.getOutputStream());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("similarity").asDouble())
        .isGreaterThanOrEqualTo(rows.get(1).get("similarity").asDouble());
    assertThat(Files.readAllLines(Path.of(file("list.m3u8"))))
        .hasSize(7)
        .startsWith("#EXTM3U", "#EXTINF:24,gravel-road", "music/gravel-road.flac")
        .contains("music/one-drop-morning.mp3", "music/sectoid-feelings.opus");
    LaunchResult byGenre = launcher.launch("similar", track(), "--by", "genre-profile");
    assertThat(byGenre.getOutputStream()).hasSize(2);
  }

  @Test
  void explainsATrackInWordsAndAsAPicture(QuarkusMainLauncher launcher) throws IOException {
    LaunchResult explained = launcher.launch("explain", track(), "--png", file("why.png"));

    assertThat(explained.exitCode()).isZero();
    assertThat(explained.getOutput())
        .contains("gravel-road.flac: ")
        .contains("strongest snippets: 0:");
    BufferedImage picture = ImageIO.read(Path.of(file("why.png")).toFile());
    long colours =
        IntStream.range(0, picture.getWidth() * picture.getHeight())
            .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()))
            .distinct()
            .count();
    assertThat(colours).isGreaterThan(20);
  }

  @Test
  void saysOfATrackWithNothingToHearThatThereIsNoPicture(QuarkusMainLauncher launcher) {
    Path silence = TestAudio.generated(folder.resolve("silence.flac"), "0:s=44100", 7);

    LaunchResult run = launcher.launch("explain", silence.toString(), "--png", file("why.png"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.getOutput()).contains("silent");
    assertThat(run.getErrorOutput()).contains(file("why.png") + " was not written");
  }

  @Test
  void saysWhyAFileCannotBeWritten(QuarkusMainLauncher launcher) {
    tag(launcher);
    String nowhere = file("nowhere/file");

    for (LaunchResult run :
        List.of(
            launcher.launch("similar", track(), "--m3u", nowhere),
            launcher.launch("index", "export", music.toString(), nowhere),
            launcher.launch("explain", track(), "--png", nowhere))) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.getErrorStream())
          .contains("needledrop: " + nowhere + ": no such file or folder")
          .noneMatch(line -> line.startsWith("\tat "));
    }
  }

  /** Ten tracks of two genres. */
  private Path teachingList() throws IOException {
    StringBuilder labels = new StringBuilder("path,genre\n");
    Path samples = Path.of("sample-library").toAbsolutePath();
    LOUD.forEach(name -> labels.append(samples.resolve(name)).append(",Lärm & \u97f3\n"));
    CALM.forEach(name -> labels.append(samples.resolve(name)).append(",zen\n"));
    return Files.writeString(folder.resolve("labels.csv"), labels);
  }

  @Test
  void learnsTheUsersOwnGenresAndTagsWithThem(QuarkusMainLauncher launcher) throws IOException {
    Path list = teachingList();

    LaunchResult taught = launcher.launch("teach", list.toString(), "--out", file("mine"));
    LaunchResult tagged = tagWithOwnGenres(launcher);

    assertThat(taught.exitCode()).isZero();
    assertThat(taught.getOutput())
        .containsPattern("Lärm & \u97f3 +5 ")
        .containsPattern("10 tracks, by five-fold cross-validation: accuracy [01]\\.\\d{3}, ECE 0");
    assertThat(Path.of(file("mine"), "MODEL_CARD.md")).content().contains("| zen | 5 |");
    assertThat(tagged.exitCode()).isZero();
    assertThat(tagged.getOutputStream())
        .hasSize(3)
        .allMatch(line -> line.startsWith("Lärm & \u97f3") || line.startsWith("zen"));
  }

  @Test
  void learnsFromWhatWasSaidOfRecordingsWhereverTheirFilesAreNow(QuarkusMainLauncher launcher)
      throws IOException {
    Path samples = Path.of("sample-library");
    for (String name : Stream.concat(LOUD.stream(), CALM.stream()).toList()) {
      Files.copy(samples.resolve(name), music.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    tag(launcher);
    AudioHash audioHash = new AudioHash(Ffmpeg.find(), AudioLimits.defaults());
    try (Journal journal = Journal.open(LibraryFolder.journal(music))) {
      for (String name : LOUD) {
        Path file = music.resolve(name);
        journal.label(new TrackLabel(audioHash.of(file), file.toString(), "loud"));
      }
      for (String name : CALM) {
        Path file = music.resolve(name);
        journal.label(new TrackLabel(audioHash.of(file), file.toString(), "calm"));
      }
      journal.label(new TrackLabel("sha256:00", track(), "calm"));
    }
    Files.move(music.resolve(LOUD.getFirst()), music.resolve("moved.mp3"));

    LaunchResult taught = launcher.launch("teach", music.toString(), "--out", file("mine"));

    assertThat(taught.getOutput()).contains("10 tracks, by five-fold");
    assertThat(taught.getErrorOutput())
        .contains(track() + ": the file now holds another" + " recording");
    assertThat(taught.exitCode()).isEqualTo(1);
  }

  @Test
  void needsNoAudioForAModelTaughtOnItsOwnAnalyses(QuarkusMainLauncher launcher)
      throws IOException {
    Path list = teachingList();
    tag(launcher);
    launcher.launch("teach", list.toString(), "--out", file("mine"));

    LaunchResult tagged = tagWithOwnGenres(launcher);
    LaunchResult analysedAgain = tagWithOwnGenres(launcher, "--again");

    LaunchResult explained = launcher.launch("explain", track(), "--model", file("mine"));

    assertThat(tagged.getErrorOutput()).contains("3 genres written").contains("0 analysed");
    assertThat(analysedAgain.getErrorOutput()).contains("3 unchanged").contains("3 analysed");
    assertThat(tagged.getOutputStream())
        .containsExactlyInAnyOrderElementsOf(
            analysedAgain.getOutputStream().stream()
                .map(line -> line.replace("  (unchanged)", ""))
                .toList());
    assertThat(explained.getOutput()).contains("zen").contains("Lärm & \u97f3");
  }

  @Test
  void needsNoAudioForARetaughtModelThoughOnlyTheFirstAnalysedIt(QuarkusMainLauncher launcher)
      throws IOException {
    Path list = teachingList();
    launcher.launch("teach", list.toString(), "--out", file("mine"));
    tag(launcher, "--model", file("mine"));
    String corrected = Files.readString(list).replace(",zen", ",calm");
    Files.writeString(list, corrected);
    launcher.launch("teach", list.toString(), "--out", file("mine"));

    LaunchResult tagged = tagWithOwnGenres(launcher);

    assertThat(tagged.getErrorOutput()).contains("3 genres written").contains("0 analysed");
    assertThat(tagged.getOutput()).doesNotContain("zen");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "tag",
        "tag sample-library --jobs 0",
        "tag sample-library --overlap 1",
        "tag sample-library --sample 0",
        "tag sample-library --sample 0.4",
        "tag sample-library --min-confidence 2 --dry-run",
        "tag sample-library --policy burn",
        "tag s3://bucket/ --rate 0",
        "watch s3://bucket/ --rate -1",
        "similar sample-library/gravel-road.flac",
        "similar sample-library/gravel-road.flac -k 0",
        "explain sample-library/gravel-road.flac --overlap -1",
        "undo sample-library",
        "benchmark mistyped",
        "watch sample-library/gravel-road.flac",
        "watch sample-library --settle soon",
        "watch sample-library --every 0s",
        "watch sample-library --out s3://bucket/",
        "watch sample-library --overlap 1"
      })
  void reportsWrongUsageByTheExitCode(String line, QuarkusMainLauncher launcher) {
    LaunchResult result = launcher.launch(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.getErrorOutput()).isNotBlank();
    assertThat(result.getErrorStream()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void pointsToTheHelpOfTheCommandInsteadOfPrintingIt(QuarkusMainLauncher launcher) {
    assertThat(launcher.launch().getErrorStream())
        .containsExactly("needledrop: missing command", "see 'needledrop --help'");
    assertThat(launcher.launch("tag", "sample-library", "--jobs", "0").getErrorStream())
        .containsExactly(
            "needledrop: --jobs must be at least 1, not 0", "see 'needledrop tag --help'");
    assertThat(launcher.launch("index").getErrorStream())
        .containsExactly(
            "needledrop: missing command: rebuild, export, import or prune",
            "see 'needledrop index --help'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tag", "watch", "undo", "similar", "explain", "teach", "evaluate", "benchmark"})
  void helpsWithExamples(String command, QuarkusMainLauncher launcher) {
    LaunchResult help = launcher.launch(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.getOutput()).contains("Examples:").contains("  needledrop " + command + " ");
  }
}
