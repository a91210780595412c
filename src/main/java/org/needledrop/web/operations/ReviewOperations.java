package org.needledrop.web.operations;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.needledrop.journal.TrackLabel;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.Operation;
import org.needledrop.web.http.Problem;
import org.needledrop.web.http.Reply;

/** Operations for user labels. */
public final class ReviewOperations {

  private final ServedLibrary library;
  private final TrackViews views;
  private final TrackPages pages;

  public ReviewOperations(ServedLibrary library, TrackViews views) {
    this.library = library;
    this.views = views;
    this.pages = new TrackPages(library, views);
  }

  public void addTo(Map<String, Operation> operations) {
    operations.put("getReview", request -> pages.reply(request, open()));
    operations.put("labelTrack", this::label);
    operations.put("forgetLabel", this::forget);
    operations.put("listLabels", this::list);
  }

  /** The request body. */
  record LabelRequest(String genre) {}

  /** JSON form of a label. */
  record Label(String id, String path, String genre) {}

  /** Returns a filter for tracks without genre and label. */
  private TrackFilter open() {
    return TrackFilter.ALL
        .abstainedOnly()
        .without(
            library.journal().labels().stream()
                .map(TrackLabel::audioHash)
                .collect(Collectors.toSet()));
  }

  private Reply label(ApiRequest request) {
    IndexedTrack track = library.track(request.path("id"));
    String genre = request.body(LabelRequest.class).genre();
    try {
      library.journal().label(new TrackLabel(track.audioHash(), track.path(), genre));
    } catch (IllegalArgumentException e) {
      throw new Problem(400, e.getMessage());
    }
    return Reply.json(views.of(track));
  }

  private Reply forget(ApiRequest request) {
    library.journal().forgetLabel(library.track(request.path("id")).audioHash());
    return Reply.nothing();
  }

  private Reply list(ApiRequest request) {
    List<TrackLabel> labels = library.journal().labels();
    return request.text("format").orElse("json").equals("csv")
        ? Reply.text("text/csv", csv(labels))
        : Reply.json(
            labels.stream()
                .map(
                    label -> new Label(label.audioHash(), views.shown(label.path()), label.genre()))
                .toList());
  }

  /** Returns the CSV format of the command teach. */
  private static String csv(List<TrackLabel> labels) {
    return labels.stream()
        .map(label -> "%s,%s\n".formatted(quoted(label.path()), quoted(label.genre())))
        .collect(Collectors.joining("", "path,genre\n", ""));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
