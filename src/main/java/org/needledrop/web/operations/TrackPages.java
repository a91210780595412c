package org.needledrop.web.operations;

import java.util.List;
import java.util.Optional;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.Cursor;
import org.needledrop.web.http.Reply;

/** Lists the tracks of a library page by page. */
final class TrackPages {

  private static final int TRACKS_OF_A_PAGE = 50;

  private final ServedLibrary library;
  private final TrackViews views;

  TrackPages(ServedLibrary library, TrackViews views) {
    this.library = library;
    this.views = views;
  }

  /** JSON form of a page. */
  record Page(List<TrackView> tracks, Optional<String> next) {}

  /** Returns the requested page of the tracks that match the filter. */
  Reply reply(ApiRequest request, TrackFilter filter) {
    LibraryPage page =
        library
            .search()
            .list(
                filter,
                request.text("cursor").map(Cursor::read),
                request.integer("limit", TRACKS_OF_A_PAGE));
    return Reply.json(new Page(views.of(page.tracks()), page.next().map(Cursor::write)));
  }
}
