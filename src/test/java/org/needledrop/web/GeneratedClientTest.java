package org.needledrop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.client.ApiClient;
import org.needledrop.client.ApiException;
import org.needledrop.client.api.AnalysesApi;
import org.needledrop.client.api.PolicyApi;
import org.needledrop.client.api.ReviewApi;
import org.needledrop.client.api.SimilarityApi;
import org.needledrop.client.api.TracksApi;
import org.needledrop.client.model.Analysis;
import org.needledrop.client.model.LabelRequest;
import org.needledrop.client.model.Neighbours;
import org.needledrop.client.model.Policy;
import org.needledrop.client.model.SimilarRequest;
import org.needledrop.client.model.Track;
import org.needledrop.client.model.TrackPage;

/** What a stranger gets who makes a client of the contract, and knows nothing else. */
class GeneratedClientTest {

  private static ServedSamples served;
  private static ApiClient client;

  @BeforeAll
  static void serve(@TempDir Path folder) {
    served = ServedSamples.start(folder, ServedSamples.limits());
    client = new ApiClient();
    client.setBasePath(served.uri().toString());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static TrackPage page(String text, Integer limit, String cursor) throws ApiException {
    return new TracksApi(client)
        .listTracks(null, null, null, null, text, limit, cursor, null, null);
  }

  private static Track track(String name) throws ApiException {
    return page(name, null, null).getTracks().getFirst();
  }

  @Test
  void readsTheLibraryPageByPage() throws ApiException {
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      TrackPage page = page(null, 3, cursor);
      page.getTracks().forEach(track -> names.add(track.getName()));
      cursor = page.getNext();
    } while (cursor != null);

    assertThat(names).hasSize(8).isSorted().contains(ServedSamples.METAL);
  }

  @Test
  void findsWhatIsAlike() throws ApiException {
    SimilarityApi similar = new SimilarityApi(client);
    Track metal = track(ServedSamples.METAL);
    Neighbours near =
        similar.getSimilarToTrack(
            metal.getId(), null, 3, null, List.of("reggae"), null, null, null, null, null);
    SimilarRequest wanted = new SimilarRequest().putGenresItem("metal", BigDecimal.ONE);

    assertThat(metal.getProbabilities()).containsKey("metal");
    assertThat(near.getNeighbours())
        .isNotEmpty()
        .allMatch(found -> found.getTrack().getGenre().equals("reggae"));
    assertThat(similar.findSimilar(wanted).getNeighbours().getFirst().getTrack()).isEqualTo(metal);
  }

  @Test
  void analysesAFile() throws ApiException {
    Path file = ServedSamples.SAMPLES.resolve(ServedSamples.ANOTHER);
    AnalysesApi analyses = new AnalysesApi(client);
    Analysis analysed = analyses.analyse(ServedSamples.ANOTHER, file.toFile(), 60);

    assertThat(analysed.getState()).isEqualTo(Analysis.StateEnum.DONE);
    assertThat(analysed.getTimeline().getSnippets()).isNotEmpty();
    assertThat(analyses.getAnalysis(analysed.getId())).isEqualTo(analysed);
    assertThat(analyses.getAnalysisSpectrogram(analysed.getId())).isNotEmpty();
  }

  @Test
  void saysWhatATrackIsAndTakesItBack() throws ApiException {
    ReviewApi review = new ReviewApi(client);
    String id = track("mirrorball.opus").getId();

    assertThat(review.labelTrack(id, new LabelRequest().genre("disco")).getLabel())
        .isEqualTo("disco");
    assertThat(review.listLabels(null)).singleElement().returns(id, label -> label.getId());
    review.forgetLabel(id);
    assertThat(review.listLabels(null)).isEmpty();
  }

  @Test
  void showsWhatAPolicyWouldChange() throws ApiException {
    Policy policy =
        new Policy()
            .policy(Policy.PolicyEnum.REPLACE)
            .putWordsItem("metal", List.of("Heavy", "12\" & louder"));

    assertThat(new PolicyApi(client).simulatePolicy(policy).getGenres())
        .anyMatch(change -> change.getAfter().equals("Heavy; 12\" & louder"));
  }

  @Test
  void fetchesAFile() throws Exception {
    Track track = track(ServedSamples.METAL);

    assertThat(new TracksApi(client).getAudio(track.getId()))
        .hasBinaryContent(Files.readAllBytes(served.folder().resolve(track.getPath())));
  }

  @Test
  void receivesWhatWasWrong() {
    assertThatThrownBy(() -> new TracksApi(client).getTrack("sha256:none"))
        .isInstanceOfSatisfying(
            ApiException.class,
            problem -> {
              assertThat(problem.getCode()).isEqualTo(404);
              assertThat(problem.getResponseBody()).contains("sha256:none");
            });
  }
}
