package org.needledrop.web.operations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.needledrop.tagging.PolicySimulation;
import org.needledrop.tagging.TagChange;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.Operation;
import org.needledrop.web.http.Reply;

/** Operations that apply other thresholds, genre names and policies to stored analyses. */
public final class PolicyOperations {

  private static final int EXAMPLES = 100;

  private final ServedLibrary library;
  private final TrackViews views;
  private final TaggingRuns runs;

  public PolicyOperations(ServedLibrary library, TrackViews views, TaggingRuns runs) {
    this.library = library;
    this.views = views;
    this.runs = runs;
  }

  public void addTo(Map<String, Operation> operations) {
    operations.put("simulatePolicy", request -> Reply.json(simulate(policy(request))));
    operations.put("applyPolicy", this::apply);
    operations.put(
        "getPolicyApplication",
        request -> Reply.json(runs.find(request.path("application")).view()));
  }

  /** JSON form of a simulation. */
  record Changes(int tracks, int changed, List<GenreChange> genres, List<ChangedTrack> examples) {}

  /** A change of the genre field and the number of tracks. */
  record GenreChange(String before, String after, int tracks) {}

  /** A track that would change. */
  record ChangedTrack(String id, String path, List<TagPreview.FieldChange> changes) {}

  private static PolicyRequest policy(ApiRequest request) {
    return request.body(PolicyRequest.class);
  }

  private Changes simulate(PolicyRequest policy) {
    PolicySimulation simulation =
        new Tagging(library.setup(), policy.options(library.model(), true))
            .simulation(library.journal());
    Map<GenreChange, Integer> genres = new HashMap<>();
    List<ChangedTrack> examples = new ArrayList<>();
    int[] tracks = {0, 0};
    simulation
        .outcomes()
        .forEach(
            outcome -> {
              tracks[0]++;
              if (!outcome.change().isEmpty()) {
                tracks[1]++;
                genres.merge(genreChange(outcome.change()), 1, Integer::sum);
                if (examples.size() < EXAMPLES) {
                  examples.add(changed(outcome));
                }
              }
            });
    return new Changes(tracks[0], tracks[1], counted(genres), examples);
  }

  /** Returns the key that groups equal changes, with a count of 0. */
  private static GenreChange genreChange(TagChange change) {
    return new GenreChange(
        String.join("; ", change.before().genres()), String.join("; ", change.after().genres()), 0);
  }

  private static List<GenreChange> counted(Map<GenreChange, Integer> genres) {
    return genres.entrySet().stream()
        .filter(change -> !change.getKey().before().equals(change.getKey().after()))
        .map(
            change ->
                new GenreChange(
                    change.getKey().before(), change.getKey().after(), change.getValue()))
        .sorted(Comparator.comparingInt(GenreChange::tracks).reversed())
        .toList();
  }

  private ChangedTrack changed(PolicySimulation.Outcome outcome) {
    return new ChangedTrack(
        outcome.audioHash(),
        views.shown(outcome.file().toString()),
        TagPreview.fields(outcome.change()));
  }

  private Reply apply(ApiRequest request) {
    TaggingOptions options = policy(request).options(library.model(), false);
    TaggingRun run = runs.tag(() -> changedBy(options), options);
    return Reply.json(run.view()).at(202, "/v1/policy/applications/" + run.id());
  }

  private List<Path> changedBy(TaggingOptions options) {
    return new Tagging(library.setup(), options)
        .simulation(library.journal())
        .outcomes()
        .filter(outcome -> !outcome.change().isEmpty())
        .map(PolicySimulation.Outcome::file)
        .toList();
  }
}
