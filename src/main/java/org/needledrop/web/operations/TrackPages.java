package org.needledrop.web.operations;

import java.util.List;
import java.util.Optional;
import org.needledrop.similarity.LibraryPage;
import org.needledrop.similarity.TrackFilter;
import org.needledrop.similarity.TrackOrder;
import org.needledrop.storage.ObjectKey;
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
  record Page(List<TrackView> tracks, long total, Optional<String> next) {}

  /** Returns the requested page of the tracks that match the filter. */
  Reply reply(ApiRequest request, TrackFilter filter) {
    TrackOrder order = request.text("sort").map(TrackOrder::named).orElse(TrackOrder.PATH);
    LibraryPage page =
        library
            .search()
            .list(
                request.text("folder").map(this::path).map(filter::within).orElse(filter),
                order,
                request.text("cursor").map(text -> Cursor.read(order, text)),
                request.integer("limit", TRACKS_OF_A_PAGE));
    return Reply.json(
        new Page(
            views.of(page.tracks()),
            page.total(),
            page.next().map(position -> Cursor.write(order, position))));
  }

  /** Returns the path of a folder, as tracks have it; a relative one is of the library. */
  private String path(String folder) {
    return ObjectKey.isAddress(folder)
        ? folder.replaceFirst("/+$", "")
        : library.folder().resolve(folder).normalize().toString();
  }
}
