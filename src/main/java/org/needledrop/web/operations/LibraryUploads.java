package org.needledrop.web.operations;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.needledrop.failure.IoReason;
import org.needledrop.failure.Stage;
import org.needledrop.failure.TrackFailure;
import org.needledrop.library.Track;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tagging.TrackReport;
import org.needledrop.web.http.Problem;
import org.needledrop.web.http.Reply;

/** Adds uploaded files to the library's folder Uploads and tags them. */
public final class LibraryUploads {

  private static final String FOLDER = "Uploads";

  private final ServedLibrary library;
  private final LibraryWriter writer;
  private final TrackViews views;

  public LibraryUploads(ServedLibrary library, LibraryWriter writer, TrackViews views) {
    this.library = library;
    this.writer = writer;
    this.views = views;
  }

  /**
   * Moves an uploaded file into the library and tags it; a file that cannot be tagged is deleted. A
   * tagged file is kept even if indexing fails: the next run indexes it.
   *
   * @throws Problem 409 if the name or the recording already exists, 500 if it cannot be stored, or
   *     the file's own failure
   */
  Reply add(Path received) {
    try {
      refuseKnown(received);
      String id = tag(keep(received));
      return Reply.json(views.of(library.track(id))).at(201, "/v1/tracks/" + id);
    } catch (IOException e) {
      throw notKept(received, e);
    } finally {
      Uploads.delete(received);
    }
  }

  private static Problem notKept(Path received, IOException e) {
    String message = "cannot store %s: %s".formatted(received.getFileName(), IoReason.of(e));
    System.getLogger(LibraryUploads.class.getName()).log(System.Logger.Level.ERROR, message, e);
    return new Problem(500, message);
  }

  private void refuseKnown(Path received) {
    String audioHash;
    try {
      audioHash = library.audioHash().of(received);
    } catch (TrackFailure failure) {
      throw Problem.of(failure, received.getFileName().toString());
    }
    Optional<IndexedTrack> known =
        library.search().find(audioHash).filter(track -> Files.exists(Path.of(track.path())));
    if (known.isPresent()) {
      throw new Problem(
          409, "the recording is already in the library as " + views.shown(known.get().path()));
    }
  }

  /** Creates a hard link, which unlike a move fails if a file of that name exists. */
  private Path keep(Path received) throws IOException {
    Path folder = Files.createDirectories(library.folder().resolve(FOLDER));
    Path kept = folder.resolve(received.getFileName());
    try {
      Files.createLink(kept, received);
      Files.delete(received); // a file with two names would be tagged under one of them only
      return kept;
    } catch (FileAlreadyExistsException e) {
      throw new Problem(409, "%s is already in the library".formatted(views.shown(e.getFile())));
    }
  }

  /** Tags a file of the library and returns its recording. */
  private String tag(Path kept) throws IOException {
    List<TrackReport> reports = new ArrayList<>();
    try {
      writer.tag(
          List.of(Track.inPlace(kept)),
          PolicyRequest.USUAL.options(library.model(), false),
          reports::add);
    } finally {
      if (reports.stream().noneMatch(LibraryUploads::isTagged)) {
        Files.deleteIfExists(kept);
      }
    }
    return switch (reports.getFirst().outcome()) {
      case TrackOutcome.Finished finished -> finished.decided().analysis().audioHash();
      case TrackOutcome.Failed(TrackFailure failure) ->
          throw Problem.of(failure, kept.getFileName().toString());
    };
  }

  private static boolean isTagged(TrackReport report) {
    return !(report.outcome() instanceof TrackOutcome.Failed(TrackFailure failure))
        || failure.stage() == Stage.INDEX;
  }
}
