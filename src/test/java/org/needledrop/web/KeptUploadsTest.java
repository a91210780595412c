package org.needledrop.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.similarity.lucene.LuceneSearch;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.TagNames;
import org.needledrop.tags.file.TagReader;

/** What becomes of an upload when the index fails after its file was tagged. */
@Timeout(120)
class KeptUploadsTest {

  private static ServedSamples served;
  private static Path written;
  private static volatile boolean closed;

  /** What is searched is not what is written, as if the index could not be asked any more. */
  @BeforeAll
  static void serve(@TempDir Path folder) throws IOException {
    written = folder.resolve("written");
    Path searched = folder.resolve("searched");
    try (SimilarityIndex empty = LuceneIndex.open(searched)) {
      empty.commit();
    }
    served =
        ServedSamples.start(
            Files.createDirectory(folder.resolve("library")),
            ServedSamples.limits(),
            KeptUploadsTest::index,
            () -> LuceneSearch.open(searched));
  }

  private static SimilarityIndex index() {
    SimilarityIndex index = LuceneIndex.open(written);
    if (closed) {
      index.close();
    }
    return index;
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static Response upload(String name) throws IOException {
    return given()
        .baseUri(served.uri().toString())
        .contentType("audio/mpeg")
        .queryParam("name", name)
        .body(Files.readAllBytes(ServedSamples.SAMPLES.resolve(name)))
        .post("/v1/tracks");
  }

  private static Path kept(String name) {
    return served.folder().resolve("Uploads").resolve(name);
  }

  private static void assertTagged(String name) {
    assertThat(new TagReader().read(kept(name), TagFormat.MP3).customFields())
        .containsKey(TagNames.AUDIO);
  }

  @Test
  void keepsWhatItTaggedThoughTheIndexDoesNotTellOfIt() throws IOException {
    String name = ServedSamples.ANOTHER;
    upload(name).then().statusCode(404);

    assertTagged(name);
    upload(name).then().statusCode(409).body("detail", containsString("Uploads/" + name));
  }

  @Test
  void saysWhyTheDiskDoesNotTakeIt(@TempDir Path elsewhere) throws IOException {
    Path uploads = served.folder().resolve("Uploads");
    Path before = elsewhere.resolve("Uploads");
    Files.createDirectories(uploads);
    Files.move(uploads, before);
    Files.createSymbolicLink(uploads, Path.of("/proc/self")); // takes no files, not even of root
    try {
      upload("kievernagel-frontiers.mp3")
          .then()
          .statusCode(500)
          .body("detail", startsWith("cannot store kievernagel-frontiers.mp3: "));
    } finally {
      Files.delete(uploads);
      Files.move(before, uploads);
    }
  }

  @Test
  void keepsWhatItTaggedThoughTheIndexDidNotTakeItAndIndexesItNextTime() throws IOException {
    String name = "kievernagel-frontiers.mp3";
    closed = true;
    upload(name).then().statusCode(greaterThanOrEqualTo(500));
    closed = false;

    assertTagged(name);
    upload("roux-jazz-buzzing-easteregg.mp3");
    try (SimilaritySearch search = LuceneSearch.open(written)) {
      assertThat(search.all().map(IndexedTrack::path)).contains(kept(name).toString());
    }
  }
}
