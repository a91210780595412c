package org.needledrop.web.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.needledrop.audio.Metadata;
import org.needledrop.failure.TrackFailure;
import org.needledrop.library.Track;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.LibraryStatistics;
import org.needledrop.similarity.LibraryStatistics.GenreCount;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tagging.TrackReport;
import org.needledrop.tags.cover.Cover;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.Json;
import org.needledrop.web.http.Operation;
import org.needledrop.web.http.Problem;
import org.needledrop.web.http.Reply;

/** Operations for the library and its tracks. */
public final class TrackOperations {

  private final ServedLibrary library;
  private final TrackViews views;
  private final LibraryWriter writer;
  private final TrackPages pages;
  private final MapCache maps;

  public TrackOperations(ServedLibrary library, TrackViews views, LibraryWriter writer) {
    this.library = library;
    this.views = views;
    this.writer = writer;
    this.pages = new TrackPages(library, views);
    this.maps = new MapCache(library);
  }

  public void addTo(Map<String, Operation> operations) {
    operations.put("getModel", _ -> Reply.json(Model.of(library.model())));
    operations.put("getStatistics", _ -> Reply.json(statistics()));
    operations.put("getMap", request -> Reply.json(map(request)));
    operations.put("listTracks", request -> pages.reply(request, request.filter()));
    operations.put("getTrack", request -> Reply.json(views.of(track(request))));
    operations.put("forgetTrack", this::forget);
    operations.put("getTimeline", request -> Reply.json(timeline(track(request))));
    operations.put("getTags", request -> Reply.json(tags(track(request))));
    operations.put("getSpectrogram", request -> spectrogram(track(request)));
    operations.put("getCover", request -> cover(track(request)));
  }

  /** JSON form of the model. */
  record Model(
      String id,
      List<String> genres,
      Map<String, String> tags,
      int embeddingSize,
      Map<String, Double> minConfidence) {
    static Model of(ModelManifest model) {
      Map<String, Double> least = new TreeMap<>();
      model.genres().forEach(genre -> least.put(genre, model.decision().minConfidence(genre)));
      return new Model(
          model.id(), model.genres(), new TreeMap<>(model.tags()), model.embeddingSize(), least);
    }
  }

  /** JSON form of the statistics. */
  record Statistics(
      long tracks,
      double seconds,
      List<GenreCount> genres,
      Map<String, Long> abstained,
      int labelled) {}

  /** JSON form of the map. */
  record MapView(int total, List<MapPoint> points) {}

  /** A point of the map. */
  record MapPoint(
      String id,
      String name,
      @JsonUnwrapped Metadata metadata,
      double x,
      double y,
      Optional<String> genre) {}

  private IndexedTrack track(ApiRequest request) {
    return library.track(request.path("id"));
  }

  private Statistics statistics() {
    LibraryStatistics found = library.search().statistics();
    return new Statistics(
        found.tracks(),
        found.seconds(),
        found.genres(),
        found.abstained(),
        library.journal().labels().size());
  }

  private MapView map(ApiRequest request) {
    var drawn = maps.map(request.integer("limit", MapCache.USUAL_POINTS));
    List<MapPoint> points = new ArrayList<>();
    drawn
        .points()
        .forEach(
            point ->
                points.add(
                    new MapPoint(
                        point.audioHash(),
                        Path.of(point.path()).getFileName().toString(),
                        point.metadata(),
                        Json.rounded(point.x()),
                        Json.rounded(point.y()),
                        point.genre())));
    return new MapView(drawn.total(), points);
  }

  private Reply forget(ApiRequest request) {
    writer.forget(track(request).audioHash());
    return Reply.nothing();
  }

  private static TimelineView timeline(IndexedTrack track) {
    if (track.scores().filter(scores -> !scores.timeline().known()).isPresent()) {
      throw new Problem(404, "the timeline is of another model; run tag --again");
    }
    return track
        .scores()
        .map(scores -> TimelineView.of(scores, track.genres()))
        .orElseThrow(
            () ->
                new Problem(
                    404,
                    "the track was not scored: " + track.abstained().orElse("unknown reason")));
  }

  private TagPreview tags(IndexedTrack track) {
    Path file = ServedFile.of(track);
    Tagging preview =
        new Tagging(library.setup(), PolicyRequest.USUAL.options(library.model(), true));
    TrackReport report =
        preview.trackTagger(library.journal(), SimilarityIndex.none()).tag(Track.inPlace(file));
    return switch (report.outcome()) {
      case TrackOutcome.Finished finished -> TagPreview.of(finished);
      case TrackOutcome.Failed(TrackFailure failure) ->
          throw Problem.of(failure, file.getFileName().toString());
    };
  }

  private static Reply cover(IndexedTrack track) {
    return Cover.read(ServedFile.of(track))
        .map(cover -> Reply.of(cover.contentType(), cover.bytes()))
        .orElseThrow(() -> new Problem(404, "the file holds no cover that can be read"));
  }

  private Reply spectrogram(IndexedTrack track) {
    return Reply.of(
        "image/png", Spectrogram.png(library.setup().analyzer().spectrogram(ServedFile.of(track))));
  }
}
