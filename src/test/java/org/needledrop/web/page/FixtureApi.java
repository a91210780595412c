package org.needledrop.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers of the form that openapi.yaml describes. */
final class FixtureApi {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FixtureLibrary library;
  private final FixtureAnalyses analyses;
  private final FixturePolicy policy;

  FixtureApi(FixtureLibrary library) {
    this.library = library;
    analyses = new FixtureAnalyses(library);
    policy = new FixturePolicy(library);
  }

  Answer answer(Request request) throws IOException {
    return switch (request.route()) {
      case "GET model" -> Answer.json(model());
      case "GET statistics" -> Answer.json(library.statistics());
      case "GET map" -> Answer.json(library.map());
      case "GET tracks" ->
          Answer.json(
              library.page(
                  request.query("text", ""), request.number("limit", 50), cursor(request)));
      case "POST tracks" -> analyses.keep(request);
      case "GET review" ->
          Answer.json(library.review(request.number("limit", 50), cursor(request)));
      case "GET labels" -> labels();
      case "POST analyses" -> analyses.begin(request);
      case "GET analyses/*" -> analyses.state(request.path().get(1));
      case "GET analyses/*/spectrogram" -> heard(request, this::spectrogram);
      case "GET analyses/*/similar" -> heard(request, track -> similar(request, track));
      case "POST policy/simulation" -> Answer.json(policy.simulate(body(request)));
      case "POST policy/applications" -> Answer.json(202, "application/json", policy.apply());
      case "GET policy/applications/*" -> Answer.json(policy.progress());
      default -> request.path().getFirst().equals("tracks") ? track(request) : notFound("route");
    };
  }

  private Answer track(Request request) throws IOException {
    FixtureTrack track = library.find(request.path().get(1)).orElse(null);
    if (track == null) {
      return notFound("track " + request.path().get(1));
    }
    String rest = String.join("/", request.path().subList(2, request.path().size()));
    return switch (request.method() + " " + rest) {
      case "GET " -> Answer.json(library.json(track));
      case "GET audio" -> Answer.file(track.file());
      case "GET timeline" -> Answer.json(track.timeline());
      case "GET spectrogram" -> spectrogram(track);
      case "GET tags" ->
          Answer.json(Map.of("taggable", true, "changes", FixturePolicy.tags(track)));
      case "GET similar" -> similar(request, track);
      case "PUT label" -> {
        library.labels().put(track.id(), body(request).get("genre").textValue());
        yield Answer.json(library.json(track));
      }
      case "DELETE label" -> {
        library.labels().remove(track.id());
        yield Answer.nothing();
      }
      default -> notFound(rest);
    };
  }

  private Answer heard(Request request, Function<FixtureTrack, Answer> answer) {
    return analyses
        .find(request.path().get(1))
        .map(answer)
        .orElseGet(() -> notFound("analysis " + request.path().get(1)));
  }

  private Answer spectrogram(FixtureTrack track) {
    return new Answer(200, "image/png", track.spectrogram());
  }

  private Answer similar(Request request, FixtureTrack track) {
    List<Map<String, Object>> neighbours =
        library.similar(
            track,
            request.number("count", 5),
            Double.parseDouble(request.query("diversity", "0")),
            request.query("by", "embedding"));
    return request.query("format", "json").equals("m3u8")
        ? Answer.text("audio/x-mpegurl", "#EXTM3U\n")
        : Answer.json(Map.of("neighbours", neighbours));
  }

  private Answer labels() {
    return Answer.text(
        "text/csv",
        library.labels().entrySet().stream()
            .map(label -> label.getKey() + "," + label.getValue() + "\n")
            .collect(Collectors.joining("", "path,genre\n", "")));
  }

  private static Map<String, Object> model() {
    Map<String, Double> least = new TreeMap<>();
    FixtureTrack.GENRES.forEach(genre -> least.put(genre, FixtureTrack.LEAST));
    return Map.of(
        "id",
        "genre-musicnn/1",
        "genres",
        FixtureTrack.GENRES,
        "embeddingSize",
        384,
        "minConfidence",
        least);
  }

  private static int cursor(Request request) {
    return request.number("cursor", 0);
  }

  private static JsonNode body(Request request) throws IOException {
    return JSON.readTree(request.body());
  }

  private static Answer notFound(String what) {
    return Answer.problem(404, "Not found", "There is no " + what);
  }
}
