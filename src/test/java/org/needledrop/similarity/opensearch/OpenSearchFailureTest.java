package org.needledrop.similarity.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.needledrop.similarity.TestTracks.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.needledrop.servers.OpenSearchCluster;
import org.needledrop.servers.Server;
import org.needledrop.similarity.IndexRejectedTracks;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;

class OpenSearchFailureTest {

  private static final String TOO_BUSY =
      """
      {"error": {"type": "rejected", "reason": "too busy"}, "status": 429}""";

  private static OpenSearchCluster cluster;

  @BeforeAll
  static void start() {
    cluster = OpenSearchCluster.start(1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static OpenSearchAddress address(String text) {
    return OpenSearchAddress.parse(text, Optional.empty());
  }

  private static OpenSearchAddress behind(FrontDoor door, String name) {
    return address("http://me:secret@127.0.0.1:%d/%s".formatted(door.port(), name));
  }

  private static boolean finds(String name, String audioHash) {
    try (SimilaritySearch search = OpenSearchSearch.open(address(cluster.address(name)))) {
      return search.find(audioHash).isPresent();
    }
  }

  @Test
  void saysWhichClusterDoesNotAnswerButNotThePassword() {
    int port = Server.freePort();
    OpenSearchAddress nowhere = address("http://me:secret@127.0.0.1:%d/music".formatted(port));

    assertThatThrownBy(() -> OpenSearchIndex.open(nowhere))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("similarity index music at http://127.0.0.1:%d", port)
        .hasMessageContaining("does not answer")
        .hasMessageContaining("refused")
        .hasMessageNotContaining("secret");
  }

  @Test
  void logsIn() throws IOException {
    try (FrontDoor door = FrontDoor.to(cluster.node(0));
        SimilarityIndex index = OpenSearchIndex.open(behind(door, "guarded"))) {
      index.put(track("a", 1, 0));
      index.commit();

      assertThat(door.logins()).isNotEmpty().containsOnly("Basic bWU6c2VjcmV0");
    }
  }

  @Test
  void namesTheTrackThatTheClusterRefusesAndKeepsTheOthers() {
    String tooLong = "m".repeat(40_000);
    IndexedTrack broken = track("broken", tooLong, new float[] {1}, 1, 0);
    try (SimilarityIndex index = OpenSearchIndex.open(address(cluster.address("refusing")))) {
      index.put(track("before", 1, 0));
      index.put(broken);
      index.put(track("after", 1, 0));

      assertThatThrownBy(index::commit)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("/music/broken.mp3")
          .hasMessageContaining("field=\"method\"");
      index.commit();
    }
    assertThat(finds("refusing", "before")).isTrue();
    assertThat(finds("refusing", "after")).isTrue();
    assertThat(finds("refusing", "broken")).isFalse();
  }

  @Test
  void reportsAtTheCommitATrackThatWasRejectedLongBefore() {
    IndexedTrack broken = track("broken", "m".repeat(40_000), new float[] {1}, 1, 0);
    try (SimilarityIndex index = OpenSearchIndex.open(address(cluster.address("many")))) {
      index.put(broken);
      for (int i = 0; i < 1100; i++) {
        index.put(track("t" + i, 1, i));
      }

      assertThatExceptionOfType(IndexRejectedTracks.class)
          .isThrownBy(index::commit)
          .matches(refused -> refused.includes(broken.path()))
          .matches(refused -> !refused.includes(track("t0", 1, 0).path()));
      index.commit();
    }
    assertThat(finds("many", "t1099")).isTrue();
  }

  @Test
  void retriesABusyCluster() throws IOException {
    try (FrontDoor door = FrontDoor.to(cluster.node(0));
        SimilarityIndex index = OpenSearchIndex.open(behind(door, "busy"))) {
      door.answerBulk(429, TOO_BUSY);
      door.answerBulk(503, TOO_BUSY);
      index.put(track("a", 1, 0));
      index.commit();

      assertThat(door.bulks()).hasSize(3);
    }
    assertThat(finds("busy", "a")).isTrue();
  }

  @Test
  void sendsOnlyThoseTracksAgainForWhichTheClusterWasTooBusy() throws IOException {
    try (FrontDoor door = FrontDoor.to(cluster.node(0));
        SimilarityIndex index = OpenSearchIndex.open(behind(door, "half-busy"))) {
      door.answerBulk(
          200,
          """
          {"errors": true, "items": [
            {"index": {"_id": "taken", "status": 201}},
            {"index": {"_id": "turned-away", "status": 429,
                       "error": {"type": "rejected", "reason": "too busy"}}}]}""");
      index.put(track("taken", 1, 0));
      index.put(track("turned-away", 1, 0));
      index.commit();

      assertThat(door.bulks()).hasSize(2);
      assertThat(door.bulks().getLast()).contains("turned-away").doesNotContain("taken.mp3");
    }
    assertThat(finds("half-busy", "turned-away")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"errors\": false, \"items\": []}",
        "{\"errors\": false, \"items\": [{}]}",
        "{\"errors\": false, \"items\": [{\"index\": {}}]}",
        "{\"items\": [{\"index\": {\"status\": 201}}, {\"index\": {\"status\": 201}}]}"
      })
  void takesNothingAsWrittenThatTheClusterDoesNotTellOf(String answer) throws IOException {
    String name = "silent-" + Integer.toUnsignedString(answer.hashCode());
    try (FrontDoor door = FrontDoor.to(cluster.node(0));
        SimilarityIndex index = OpenSearchIndex.open(behind(door, name))) {
      door.answerBulk(200, answer);
      index.put(track("a", 1, 0));

      assertThatThrownBy(index::commit)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("similarity index " + name)
          .hasMessageContaining("writing /music/a.mp3");
      index.commit();
    }
    assertThat(finds(name, "a")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", ""})
  void saysThatTheClusterDoesNotTellWhereTheLibraryIs(String answer) throws IOException {
    try (FrontDoor door = FrontDoor.to(cluster.node(0))) {
      door.answer("/_alias/nowhere", 200, answer);

      assertThatThrownBy(() -> OpenSearchIndex.open(behind(door, "nowhere")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("similarity index nowhere")
          .hasMessageContaining("the alias");
    }
  }

  @Test
  void namesTheDocumentThatIsNoTrack() throws IOException {
    String good =
        """
        {"audio_hash": "a", "path": "/a", "method": "m", "seconds": 1, "genres": ["x"],
         "probabilities": "AACAPw==", "embedding": "AACAPw==", "levels": "/w==",
         "snippet_seconds": 3, "stride_seconds": 3}""";
    Map<String, String> broken =
        Map.of(
            "{}",
            "missing",
            good.replace("\"path\"", "\"pfad\""),
            "path",
            good.replace("\"levels\"", "\"level\""),
            "levels",
            good.replace("/w==", "?"),
            "levels is not Base64",
            good.replace("\"embedding\": \"AACAPw==\"", "\"embedding\": \"AACA\""),
            "3 bytes",
            good.replace("[\"x\"]", "[\"x\", \"y\"]"),
            "2 genres, but 1 probabilities",
            good.replace("[\"x\"]", "[7]"),
            "genres",
            good.replace("\"seconds\": 1", "\"seconds\": \"long\""),
            "seconds");
    try (FrontDoor door = FrontDoor.to(cluster.node(0));
        SimilarityIndex _ = OpenSearchIndex.open(behind(door, "foreign"));
        SimilaritySearch search = OpenSearchSearch.open(behind(door, "foreign"))) {
      door.answer("/_search", 200, found(good));
      assertThat(search.find("a")).isPresent();
      broken.forEach(
          (source, reason) -> {
            door.answer("/_search", 200, found(source));
            assertThatThrownBy(() -> search.find("a"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("similarity index foreign")
                .hasMessageContaining("document 4711 is not a track")
                .hasMessageContaining(reason);
          });
    }
  }

  private static String found(String source) {
    return "{\"hits\": {\"hits\": [{\"_id\": \"4711\", \"_source\": %s}]}}".formatted(source);
  }

  @Test
  void takesNoAnswerWithoutHitsForAnEmptyLibrary() throws IOException {
    try (FrontDoor door = FrontDoor.to(cluster.node(0));
        SimilarityIndex index = OpenSearchIndex.open(behind(door, "hitless"));
        SimilaritySearch search = OpenSearchSearch.open(behind(door, "hitless"))) {
      door.answer("/_search", 200, "{}");
      assertThatThrownBy(() -> search.find("a"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("similarity index hitless");
      index.put(track("a", 1, 0));
      door.answer("/_search", 200, found("{\"path\": \"/another\"}"));
      assertThatThrownBy(index::commit)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("/another");
    }
  }

  @Test
  void keepsWhatItCouldNotSendForTheNextCommit() throws IOException {
    try (FrontDoor door = FrontDoor.to(cluster.node(0));
        SimilarityIndex index = OpenSearchIndex.open(behind(door, "strange"))) {
      door.answerBulk(500, "{\"error\": {\"type\": \"lost\", \"reason\": \"no idea\"}}");
      index.put(track("a", 1, 0));

      assertThatThrownBy(index::commit)
          .hasMessageContaining("writing /music/a.mp3")
          .hasMessageContaining("lost: no idea");
      index.commit();
    }
    assertThat(finds("strange", "a")).isTrue();
  }
}
