package org.needledrop.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.needledrop.web.ServedSamples.ANOTHER;
import static org.needledrop.web.ServedSamples.METAL;
import static org.needledrop.web.ServedSamples.REGGAE;
import static org.needledrop.web.ServedSamples.SAMPLES;
import static org.needledrop.web.ServedSamples.UNSURE;

import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.filter.Filter;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.audio.WrongHeader;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;
import org.needledrop.teaching.LabelledTrack;
import org.needledrop.teaching.Labels;

/** What the API must do, whatever keeps the index. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiContract {

  private static final Filter CONFORMANCE = new OpenApiValidationFilter(Conformance.ofAnswers());

  private ServedSamples served;
  private String reggae;
  private String metal;
  private String unsure;

  abstract ServedSamples start(Path folder);

  @BeforeAll
  void serve(@TempDir Path folder) {
    served = start(folder);
    reggae = id(REGGAE);
    metal = id(METAL);
    unsure = id(UNSURE);
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private RequestSpecification ask() {
    return given()
        .config(
            io.restassured.RestAssured.config()
                .jsonConfig(
                    io.restassured.config.JsonConfig.jsonConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE)))
        .baseUri(served.uri().toString())
        .urlEncodingEnabled(true)
        .filter(CONFORMANCE);
  }

  private String id(String name) {
    return ask().queryParam("text", name).get("/v1/tracks").path("tracks[0].id");
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(name));
  }

  private Response send(String path, String name, byte[] file) {
    return ask().contentType("audio/mpeg").queryParam("name", name).body(file).post(path);
  }

  @Test
  void returnsWhatTheTagsSayAndTheCover() {
    ask()
        .get("/v1/tracks/{id}", metal)
        .then()
        .body("title", equalTo("Armygeddon"))
        .body("artist", equalTo("Muldjord"))
        .body("year", equalTo(2006))
        .body("cover", equalTo(true));
    Response cover = ask().get("/v1/tracks/{id}/cover", metal);
    cover.then().statusCode(200).contentType("image/jpeg");
    assertThat(cover.asByteArray()).startsWith(0xFF, 0xD8, 0xFF);
    ask().get("/v1/tracks/{id}/cover", id("corner-loop.ogg")).then().statusCode(404);
  }

  @Test
  void sortsAndCountsTheTracksOfAFolder() {
    Response byTitle = ask().queryParam("sort", "title").get("/v1/tracks");
    byTitle.then().statusCode(200);
    List<String> titles = byTitle.path("tracks.findAll { it.title }.title");
    assertThat(titles).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER).contains("Armygeddon");
    assertThat(byTitle.<Integer>path("total"))
        .isGreaterThanOrEqualTo(byTitle.<List<?>>path("tracks").size());
    ask().queryParam("folder", "no such folder").get("/v1/tracks").then().body("total", equalTo(0));
  }

  @Test
  void tagsAFolderInTheBackgroundAndUndoesARunAndATrack() throws Exception {
    Path folder = Files.createDirectory(served.folder().resolve("Incoming"));
    Path file = Files.copy(SAMPLES.resolve("kievernagel-frontiers.mp3"), folder.resolve("new.mp3"));
    Response run =
        ended(
            ask()
                .contentType(ContentType.JSON)
                .body(Map.of("folder", "Incoming"))
                .post("/v1/runs")
                .header("Location"));
    run.then().body("state", equalTo("done")).body("changed", equalTo(1));
    assertThat(file).isRegularFile().isNot(sameAs("kievernagel-frontiers.mp3"));
    String track = id("new.mp3");
    assertThat(track).isNotNull();

    ended(ask().post("/v1/runs/{run}/undo", run.<String>path("id")).header("Location"))
        .then()
        .body("changed", equalTo(1));
    assertThat(file).is(sameAs("kievernagel-frontiers.mp3"));
    ask()
        .post("/v1/tracks/{id}/undo", track)
        .then()
        .statusCode(200)
        .body("restored", equalTo(false));
    ask()
        .contentType(ContentType.JSON)
        .body(Map.of("folder", "../other"))
        .post("/v1/runs")
        .then()
        .statusCode(404)
        .body("detail", containsString("../other"));
    ask().delete("/v1/tracks/{id}", track).then().statusCode(204);
  }

  private static Condition<Path> sameAs(String sample) {
    return new Condition<>(
        file -> {
          try {
            return Files.mismatch(file, SAMPLES.resolve(sample)) < 0;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        "the same bytes as " + sample);
  }

  private Response ended(String run) throws InterruptedException {
    Response now = ask().get(run);
    while (now.path("state").equals("running")) {
      Thread.sleep(50);
      now = ask().get(run);
    }
    return now;
  }

  @Test
  void returnsATrackWithItsProbabilities() {
    ask()
        .get("/v1/tracks/{id}", metal)
        .then()
        .statusCode(200)
        .body("path", equalTo(METAL))
        .body("genre", equalTo("metal"))
        .body("model", equalTo("genre-musicnn 1"))
        .body("abstained", nullValue())
        .body("probabilities.values().sum()", closeTo(1, 1e-3));
    ask()
        .get("/v1/tracks/{id}", unsure)
        .then()
        .body("abstained", equalTo("unsure"))
        .body("genre", nullValue())
        .body("topGenre", notNullValue());
  }

  @Test
  void leadsThroughAllPagesByTheirCursors() {
    List<String> paths = new ArrayList<>();
    String cursor = null;
    do {
      RequestSpecification asked = ask().queryParam("limit", 3);
      Response page =
          (cursor == null ? asked : asked.queryParam("cursor", cursor)).get("/v1/tracks");
      page.then().statusCode(200);
      paths.addAll(page.path("tracks.path"));
      cursor = page.path("next");
    } while (cursor != null);

    assertThat(paths).isSorted().doesNotHaveDuplicates().contains(METAL, REGGAE, UNSURE);
  }

  @Test
  void listsOnlyWhatTheFilterWants() {
    ask()
        .queryParam("genre", "metal", "reggae")
        .get("/v1/tracks")
        .then()
        .body("tracks.path", hasItems(METAL, REGGAE))
        .body("tracks.genre", everyItem(is(org.hamcrest.Matchers.oneOf("metal", "reggae"))));
    ask()
        .queryParam("abstained", true)
        .queryParam("maxConfidence", 0.5)
        .get("/v1/tracks")
        .then()
        .body("tracks.path", hasItem(UNSURE))
        .body("tracks.confidence", everyItem(lessThan(0.5)));
  }

  @Test
  void refusesWhatTheContractForbidsAsAProblem() {
    ask()
        .queryParam("limit", 0)
        .get("/v1/tracks")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("status", equalTo(400))
        .body("title", equalTo("Bad Request"))
        .body("detail", containsString("limit"));
    ask()
        .queryParam("cursor", "!")
        .get("/v1/tracks")
        .then()
        .statusCode(400)
        .body("detail", containsString("cursor"));
    ask()
        .contentType(ContentType.JSON)
        .body("{\"genres\":")
        .post("/v1/similar")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    ask()
        .get("/v1/tracks/{id}", "sha256:none")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("sha256:none"));
  }

  @Test
  void findsWhatIsLikeATrackWithoutTheTrackItself() {
    ask()
        .queryParam("by", "genre-profile")
        .queryParam("count", 3)
        .get("/v1/tracks/{id}/similar", metal)
        .then()
        .statusCode(200)
        .body("neighbours", hasSize(3))
        .body("neighbours.track.id", not(hasItem(metal)));
    ask()
        .queryParam("genre", "reggae")
        .get("/v1/tracks/{id}/similar", metal)
        .then()
        .body("neighbours.track.path", hasItem(REGGAE))
        .body("neighbours.track.genre", everyItem(equalTo("reggae")));
  }

  @Test
  void findsWhatIsLikeSeveralTracksOrAProfileOrAnEmbedding() {
    similar(Map.of("tracks", List.of(metal, reggae), "count", 2))
        .then()
        .statusCode(200)
        .body("neighbours.track.id", not(hasItems(metal)))
        .body("neighbours", hasSize(2));
    similar(Map.of("genres", Map.of("metal", 1), "count", 1))
        .then()
        .body("neighbours[0].track.genre", equalTo("metal"));
    double[] direction = new double[384];
    Arrays.fill(direction, 1);
    similar(Map.of("embedding", direction)).then().body("neighbours", hasSize(5));
    similar(Map.of("embedding", new double[] {1}))
        .then()
        .statusCode(400)
        .body("detail", containsString("384"));
    similar(Map.of("genres", Map.of("polka", 1)))
        .then()
        .statusCode(400)
        .body("detail", containsString("polka"));
    similar(Map.of("count", 2)).then().statusCode(400);
  }

  private Response similar(Map<String, Object> wanted) {
    return ask().contentType(ContentType.JSON).body(wanted).post("/v1/similar");
  }

  @Test
  void walksFromOneTrackToAnother() {
    List<String> path =
        ask()
            .queryParam("from", metal)
            .queryParam("to", reggae)
            .queryParam("count", 5)
            .get("/v1/path")
            .path("neighbours.track.id");

    assertThat(path).startsWith(metal).endsWith(reggae).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void writesPlaylistsThatPlayersRead() {
    String m3u =
        ask()
            .queryParam("format", "m3u8")
            .get("/v1/tracks/{id}/similar", metal)
            .then()
            .contentType(startsWith("audio/x-mpegurl"))
            .extract()
            .asString();
    List<String> files = m3u.lines().filter(line -> !line.startsWith("#")).toList();

    assertThat(m3u).startsWith("#EXTM3U\n");
    String seed = ask().get("/v1/tracks/{id}", metal).path("name");
    assertThat(files).hasSize(6).allMatch(file -> Files.exists(Path.of(file)));
    assertThat(files.getFirst()).endsWith("/" + seed);
    ask()
        .queryParam("format", "jspf")
        .get("/v1/tracks/{id}/similar", metal)
        .then()
        .contentType("application/jspf+json")
        .body("playlist.track", hasSize(6))
        .body("playlist.track[0].location[0]", startsWith("file:///"));
  }

  @Test
  void returnsTheProbabilitiesOverTime() {
    Response timeline = ask().get("/v1/tracks/{id}/timeline", metal);
    List<List<Number>> snippets = timeline.path("snippets");

    assertThat(snippets).hasSizeGreaterThan(5).allMatch(snippet -> snippet.size() == 10);
    assertThat(timeline.<List<Integer>>path("decidedBy")).hasSameSizeAs(snippets);
  }

  @Test
  void drawsTheSpectrogramThatTheNetworkSees() throws IOException {
    Response picture = ask().get("/v1/tracks/{id}/spectrogram", metal);
    var image = ImageIO.read(new ByteArrayInputStream(picture.asByteArray()));

    assertThat(picture.contentType()).isEqualTo("image/png");
    assertThat(image.getHeight()).isEqualTo(128);
    assertThat(image.getWidth()).isGreaterThan(300);
  }

  @Test
  void sendsNothingTwiceToWhoHasIt() {
    Response first = ask().get("/v1/tracks/{id}", metal);
    ask()
        .header("If-None-Match", first.header("ETag"))
        .get("/v1/tracks/{id}", metal)
        .then()
        .statusCode(304)
        .body(is(""));
  }

  @Test
  void servesTheFileOrARangeOfIt() throws IOException {
    byte[] file = Files.readAllBytes(served.folder().resolve(METAL));

    assertThat(ask().get("/v1/tracks/{id}/audio", metal).asByteArray()).isEqualTo(file);
    Response part = ask().header("Range", "bytes=100-199").get("/v1/tracks/{id}/audio", metal);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes 100-199/" + file.length);
    assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(file, 100, 200));
    Response end = ask().header("Range", "bytes=-5").get("/v1/tracks/{id}/audio", metal);
    assertThat(end.asByteArray()).isEqualTo(Arrays.copyOfRange(file, file.length - 5, file.length));
    ask()
        .header("Range", "bytes=%d-".formatted(file.length))
        .get("/v1/tracks/{id}/audio", metal)
        .then()
        .statusCode(416);
  }

  /** A part of what was compressed would not fit behind a part of what was not. */
  @Test
  void neverCompressesSound() {
    Response whole = ask().header("Accept-Encoding", "gzip").get("/v1/tracks/{id}/audio", metal);

    assertThat(whole.header("Content-Encoding")).isIn(null, "identity");
    assertThat(whole.header("Content-Length"))
        .isEqualTo(String.valueOf(served.folder().resolve(METAL).toFile().length()));
  }

  @Test
  void analysesAFileWithoutKeepingIt() throws IOException {
    Response analysed = send("/v1/analyses", "song.mp3", sample(ANOTHER));
    analysed
        .then()
        .statusCode(200)
        .body("state", equalTo("done"))
        .body("secondsHeard", closeTo(40, 0.5))
        .body("track.genre", equalTo("blues"))
        .body("track.probabilities.size()", equalTo(10))
        .body("timeline.snippets.size()", equalTo(13))
        .body("tags.taggable", is(true))
        .body("tags.changes.field", hasItem("genre"));
    String analysis = analysed.path("id");
    ask().get("/v1/analyses/{id}/similar", analysis).then().body("neighbours", hasSize(5));
    ask().get("/v1/analyses/{id}/spectrogram", analysis).then().contentType("image/png");
    ask().queryParam("text", "song.mp3").get("/v1/tracks").then().body("tracks", empty());
    assertThat(uploads()).isEmpty();
  }

  @Test
  void notesAWrongHeaderOfAFileThatPlays(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("wrong.mp3"), sample(ANOTHER));
    WrongHeader.xing(file, 50_000);
    send("/v1/analyses", "wrong.mp3", Files.readAllBytes(file))
        .then()
        .statusCode(200)
        .body("note", startsWith("its header states 1800.0 s, but it plays 40.0 s"))
        .body("track.genre", equalTo("blues"));
  }

  @Test
  void reportsProgressToClientsThatDoNotWait() throws Exception {
    Response begun =
        ask()
            .contentType("audio/mpeg")
            .queryParam("name", "song.mp3")
            .queryParam("wait", 0)
            .body(sample(ANOTHER))
            .post("/v1/analyses");
    begun.then().statusCode(202);
    String state = begun.path("state");
    while (!state.equals("done")) {
      assertThat(state).isIn("waiting", "listening");
      Thread.sleep(50);
      state = ask().get(begun.header("Location")).path("state");
    }
  }

  @Test
  void saysWhatIsWrongWithABrokenFileAndKeepsNothing() throws IOException {
    send("/v1/analyses", "broken.mp3", sample("corrupt.mp3"))
        .then()
        .statusCode(200)
        .body("state", equalTo("failed"))
        .body("problem.status", equalTo(422))
        .body("problem.stage", equalTo("hash"))
        .body("problem.detail", startsWith("broken.mp3: "));
    send("/v1/tracks", "broken.mp3", sample("corrupt.mp3"))
        .then()
        .statusCode(422)
        .contentType("application/problem+json");
    assertThat(served.folder().resolve("Uploads/broken.mp3")).doesNotExist();
    assertThat(uploads()).isEmpty();
  }

  @Test
  void refusesFilesThatAreTooLongOrStrangelyNamed() throws IOException {
    byte[] longer = new byte[5 << 20];
    send("/v1/analyses", "long.mp3", longer).then().statusCode(413);
    send("/v1/analyses", "../up.mp3", sample(METAL)).then().statusCode(400);
    send("/v1/analyses", "notes.txt", sample(METAL)).then().statusCode(400);
    ask()
        .contentType("text/plain")
        .queryParam("name", "song.mp3")
        .body(new byte[10])
        .post("/v1/tracks")
        .then()
        .statusCode(415);
    assertThat(uploads()).isEmpty();
  }

  private List<Path> uploads() throws IOException {
    Path folder = LibraryFolder.journal(served.folder()).resolve("uploads");
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void tagsAFileThatIsUploadedAndFindsItAfterwards() throws IOException {
    String name = "kievernagel-frontiers.mp3";
    Response added = send("/v1/tracks", name, sample(name));
    added.then().statusCode(201).body("path", equalTo("Uploads/" + name));

    ask().get(added.header("Location")).then().statusCode(200);
    TagFields tags =
        new TagReader().read(served.folder().resolve("Uploads").resolve(name), TagFormat.MP3);
    assertThat(tags.customFields()).containsEntry(TagNames.AUDIO, added.path("id"));
    send("/v1/tracks", "again.mp3", sample(name))
        .then()
        .statusCode(409)
        .body("detail", containsString("Uploads/" + name));
    ask().delete("/v1/tracks/{id}", added.<String>path("id")).then().statusCode(204);
    ask().get(added.header("Location")).then().statusCode(404);
  }

  @Test
  void refusesToWriteWhileAnotherRunDoes() throws IOException {
    try (LibraryFolder _ = LibraryFolder.hold(served.folder())) {
      send("/v1/tracks", "other.mp3", sample(ANOTHER))
          .then()
          .statusCode(409)
          .body("detail", containsString("another Needledrop process"));
    }
    assertThat(served.folder().resolve("Uploads/other.mp3")).doesNotExist();
  }

  @Test
  void takesAUsersLabelForATrackAndTeachesIt(@TempDir Path folder) throws IOException {
    String smooth = id("mirrorball.opus");
    ask().get("/v1/review").then().body("tracks.id", hasItem(unsure));
    label(unsure, "Dream, \"Pop\"").then().statusCode(200);
    label(smooth, "disco").then().body("label", equalTo("disco"));

    ask().get("/v1/review").then().body("tracks.id", not(hasItem(unsure)));
    ask().get("/v1/labels").then().body("genre", hasItems("Dream, \"Pop\"", "disco"));
    Path csv = folder.resolve("labels.csv");
    Files.writeString(csv, ask().queryParam("format", "csv").get("/v1/labels").asString());
    assertThat(Labels.read(csv).tracks())
        .contains(
            new LabelledTrack(served.folder().resolve(UNSURE), Optional.empty(), "Dream, \"Pop\""));
    label(unsure, "a=b").then().statusCode(400);

    ask().delete("/v1/tracks/{id}/label", unsure).then().statusCode(204);
    ask().delete("/v1/tracks/{id}/label", smooth).then().statusCode(204);
    ask().get("/v1/labels").then().body("", empty());
  }

  private Response label(String id, String genre) {
    return ask()
        .contentType(ContentType.JSON)
        .body(Map.of("genre", genre))
        .put("/v1/tracks/{id}/label", id);
  }

  @Test
  void writesExactlyWhatTheSimulationOfAPolicyShows() throws Exception {
    String loop = id("corner-loop.ogg");
    label(loop, "Breakbeat");
    Map<String, Object> policy =
        Map.of("policy", "replace", "words", Map.of("metal", List.of("Heavy")));
    Response simulated = policy("simulation", policy);
    simulated
        .then()
        .statusCode(200)
        .body("examples.path", hasItems(METAL, "corner-loop.ogg"))
        .body("genres.after", hasItems("Heavy", "Breakbeat"));
    assertThat(genres("corner-loop.ogg", TagFormat.OGG_VORBIS)).doesNotContain("Breakbeat");

    String application = policy("applications", policy).header("Location");
    Response applied = ask().get(application);
    while (applied.path("state").equals("running")) {
      Thread.sleep(50);
      applied = ask().get(application);
    }
    applied
        .then()
        .body("state", equalTo("done"))
        .body("failures", empty())
        .body("done", equalTo(simulated.<Integer>path("changed")));
    assertThat(genres(METAL, TagFormat.MP3)).containsExactly("Heavy");
    assertThat(genres("corner-loop.ogg", TagFormat.OGG_VORBIS)).containsExactly("Breakbeat");
    policy("simulation", policy).then().body("changed", equalTo(0));
    ask().get("/v1/tracks/{id}", loop).then().body("genre", equalTo("Breakbeat"));
    policy("simulation", Map.of("policy", "fill", "words", Map.of("polka", List.of())))
        .then()
        .statusCode(400)
        .body("detail", containsString("polka"));
  }

  private Response policy(String path, Map<String, Object> policy) {
    return ask().contentType(ContentType.JSON).body(policy).post("/v1/policy/" + path);
  }

  private List<String> genres(String name, TagFormat format) {
    return new TagReader().read(served.folder().resolve(name), format).genres();
  }

  @Test
  void countsTheLibraryAndDrawsIt() {
    ask()
        .get("/v1/statistics")
        .then()
        .body("tracks", org.hamcrest.Matchers.greaterThanOrEqualTo(8))
        .body("genres.genre", hasItem("reggae"))
        .body("abstained.unsure", org.hamcrest.Matchers.greaterThanOrEqualTo(1));
    ask()
        .get("/v1/map")
        .then()
        .body("points.id", hasItems(metal, reggae))
        .body("points.x", everyItem(closeTo(0, 1)))
        .body("points.y", everyItem(closeTo(0, 1)));
    ask().queryParam("limit", 3).get("/v1/map").then().body("points.size()", lessThan(4));
  }

  @Test
  void speaksOpenSubsonicInJsonAndInXml() {
    ask()
        .queryParam("f", "json")
        .queryParam("id", metal)
        .queryParam("count", 2)
        .get("/rest/getSonicSimilarTracks.view")
        .then()
        .statusCode(200)
        .rootPath("subsonic-response")
        .body("status", equalTo("ok"))
        .body("openSubsonic", is(true))
        .body("sonicMatch", hasSize(2))
        .body("sonicMatch[0].entry.isDir", is(false))
        .body("sonicMatch.similarity", everyItem(closeTo(0.5, 0.5)));
    ask()
        .queryParam("id", metal)
        .get("/rest/getSonicSimilarTracks")
        .then()
        .contentType(startsWith("text/xml"))
        .body("subsonic-response.@status", equalTo("ok"))
        .body("subsonic-response.sonicMatch[0].entry.@id", startsWith("sha256:"));
    ask()
        .queryParam("f", "json")
        .queryParam("startSongId", metal)
        .queryParam("endSongId", reggae)
        .get("/rest/findSonicPath")
        .then()
        .body("subsonic-response.sonicMatch[0].entry.id", equalTo(metal))
        .body("subsonic-response.sonicMatch[-1].entry.id", equalTo(reggae));
    ask()
        .queryParam("f", "json")
        .get("/rest/getSonicSimilarTracks")
        .then()
        .statusCode(200)
        .body("subsonic-response.error.code", equalTo(10));
    ask()
        .queryParam("f", "json")
        .queryParam("id", "nobody")
        .get("/rest/getSonicSimilarTracks")
        .then()
        .body("subsonic-response.error.code", equalTo(70));
  }

  @Test
  void returnsItsContractHealthAndMetrics() {
    ask().get("/q/openapi").then().statusCode(200).body(startsWith("openapi: 3"));
    ask().get("/q/health/ready").then().body("status", equalTo("UP"));
    ask().get("/v1/model");
    assertThat(ask().get("/q/metrics").asString())
        .contains("needledrop_api_seconds_count{operation=\"getModel\",status=\"200\"}");
  }

  @Test
  void servesThePageWithNothingFromElsewhereAndNothingOutOfDate() {
    ask()
        .get("/")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Content-Security-Policy", startsWith("default-src 'self'"))
        .body(containsString("<title>"));
    ask()
        .get("/app.js")
        .then()
        .statusCode(200)
        .header("Cache-Control", not(containsString("immutable")));
  }

  @Test
  void takesAFilesNameAsItIs() throws IOException {
    String name = "Bjørk & 50% #1.mp3";
    send("/v1/analyses", name, sample(ANOTHER)).then().body("name", equalTo(name));
  }
}
