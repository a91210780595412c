package org.needledrop.web.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.needledrop.failure.TrackFailure;
import org.needledrop.library.Track;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tagging.TrackReport;
import org.needledrop.web.http.Problem;

/** Applies policies to the library, one after the other. */
public final class PolicyApplications implements AutoCloseable {

  private static final int KEPT = 20;
  private static final int FAILURES_TOLD = 100;

  private final ServedLibrary library;
  private final LibraryWriter writer;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final RecentItems<Application> latest = new RecentItems<>("application", KEPT);

  public PolicyApplications(ServedLibrary library, LibraryWriter writer) {
    this.library = library;
    this.writer = writer;
  }

  /** JSON form of an application's progress. */
  record View(String id, String state, int tracks, int done, List<String> failures) {}

  /** Tags the tracks that change, from stored analyses. */
  Application start(TaggingOptions options) {
    Application application = new Application();
    latest.put(application.id(), application);
    executor.execute(() -> run(application, options));
    return application;
  }

  /**
   * Returns one of the latest applications.
   *
   * @throws Problem 404 if it does not exist or has expired
   */
  Application find(String id) {
    return latest.find(id);
  }

  private void run(Application application, TaggingOptions options) {
    try {
      List<Track> tracks =
          new Tagging(library.setup(), options)
              .simulation(library.journal())
              .outcomes()
              .filter(outcome -> !outcome.change().isEmpty())
              .map(outcome -> Track.inPlace(outcome.file()))
              .toList();
      application.begin(tracks.size());
      writer.tag(tracks, options, application::add);
      application.end("done");
    } catch (RuntimeException e) {
      application.fail(Problem.of(e).getMessage());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** One application. */
  static final class Application {
    private final String id = UUID.randomUUID().toString();
    private final List<String> failures = new ArrayList<>();
    private String state = "running";
    private int tracks;
    private int done;

    String id() {
      return id;
    }

    synchronized void begin(int count) {
      tracks = count;
    }

    synchronized void add(TrackReport report) {
      done++;
      if (report.outcome() instanceof TrackOutcome.Failed(TrackFailure failure)) {
        log(failure.getMessage());
      }
    }

    synchronized void end(String how) {
      state = how;
    }

    synchronized void fail(String why) {
      log(why);
      end("failed");
    }

    private void log(String failure) {
      if (failures.size() < FAILURES_TOLD) {
        failures.add(failure);
      }
    }

    synchronized View view() {
      return new View(id, state, tracks, done, List.copyOf(failures));
    }
  }
}
