package org.needledrop.web.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.needledrop.library.TrackFiles;
import org.needledrop.tagging.UndoReport;
import org.needledrop.web.http.ApiRequest;
import org.needledrop.web.http.Operation;
import org.needledrop.web.http.Problem;
import org.needledrop.web.http.Reply;

/** Operations that tag a folder of the library in the background, and that undo. */
public final class RunOperations {

  private final ServedLibrary library;
  private final LibraryWriter writer;
  private final TaggingRuns runs;

  public RunOperations(ServedLibrary library, LibraryWriter writer, TaggingRuns runs) {
    this.library = library;
    this.writer = writer;
    this.runs = runs;
  }

  public void addTo(Map<String, Operation> operations) {
    operations.put("startRun", this::start);
    operations.put("getRun", request -> Reply.json(run(request).view()));
    operations.put("cancelRun", this::cancel);
    operations.put("undoRun", request -> started(runs.undo(run(request))));
    operations.put("undoTrack", this::undo);
  }

  /** Body of {@code startRun}; see the contract. */
  record RunRequest(Optional<String> folder) {}

  /** JSON form of an undo. */
  record Undone(boolean restored, List<TagPreview.FieldChange> changes) {}

  private Reply start(ApiRequest request) {
    Path folder = folder(request.body(RunRequest.class).folder());
    return started(
        runs.tag(
            () -> TrackFiles.below(folder, Optional.empty(), _ -> {}),
            PolicyRequest.USUAL.options(library.model(), false)));
  }

  static Reply started(TaggingRun run) {
    return Reply.json(run.view()).at(202, "/v1/runs/" + run.id());
  }

  /** Returns a folder of the library; nothing outside of it is tagged. */
  private Path folder(Optional<String> relative) {
    Path folder = library.folder().resolve(relative.orElse("")).normalize();
    if (!folder.startsWith(library.folder()) || !Files.isDirectory(folder)) {
      throw new Problem(404, "%s is not a folder of the library".formatted(relative.orElse("")));
    }
    return folder;
  }

  private TaggingRun run(ApiRequest request) {
    return runs.find(request.path("run"));
  }

  private Reply cancel(ApiRequest request) {
    TaggingRun run = run(request);
    run.cancel();
    return Reply.json(run.view());
  }

  private Reply undo(ApiRequest request) {
    Path file = ServedFile.of(library.track(request.path("id")));
    UndoReport report = writer.undo(List.of(file)).getFirst();
    if (report.failure().isPresent()) {
      throw Problem.of(report.failure().get(), file.getFileName().toString());
    }
    return Reply.json(
        new Undone(
            report.status() == UndoReport.Status.RESTORED,
            report.change().map(TagPreview::fields).orElse(List.of())));
  }
}
