package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.bucket.Result;
import org.needledrop.cli.report.ShownPaths;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.failure.WorkerUnavailable;
import org.needledrop.library.Track;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.storage.ObjectKey;
import org.needledrop.tagging.TrackReport;

/** What a user sees of a worker that is not there. */
class WorkerOutageTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private final TagOutput output =
      new TagOutput(
          new PrintWriter(new StringWriter()),
          new PrintWriter(err),
          new TagOutput.Style(false, false, false, false, false),
          ShownPaths.as(),
          List.of(),
          ModelManifest.read(Path.of("models/genre-resnet-bigru")));

  @Test
  @Timeout(60)
  void saysAtOnceWhatItWaitsFor() throws IOException, InterruptedException {
    Files.copy(Path.of("sample-library/gravel-road.flac"), folder.resolve("song.flac"));
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                NeedledropProcess.command(
                    List.of(), "tag", folder.toString(), "--scorer", "http://localhost:1"))
            .redirectError(errors.toFile())
            .start();
    try {
      while (!Files.readString(errors).contains("does not answer")) {
        assertThat(process.isAlive()).as(Files.readString(errors)).isTrue();
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(Files.readString(errors))
          .contains("needledrop: http://localhost:1 does not answer (cannot connect); waiting");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void givesTheRunUpAfterTheFirstTrackThatWaitedInVain() {
    WorkerWait workers = new WorkerWait(output::warn);
    Track track = Track.inPlace(folder.resolve("song.flac"));
    assertThat(workers.mayGoOn()).isTrue();

    for (int i = 0; i < 2; i++) {
      workers.note(
          TrackReport.failed(
              track, new WorkerUnavailable(track.source(), new IllegalStateException("no one"))));
    }

    assertThat(workers.mayGoOn()).isFalse();
    assertThat(err.toString().lines())
        .containsExactly(
            "needledrop: giving up: no worker answered; run the command again to resume");
  }

  @Test
  void goesOnAfterAnObjectThatIsPostponedForItself() {
    WorkerWait workers = new WorkerWait(output::warn);
    ObjectKey object = new ObjectKey("music", "song.flac");

    workers.note(new Result.Postponed(object, false, "written by another program"));
    assertThat(workers.mayGoOn()).isTrue();

    workers.note(new Result.Postponed(object, true, "no worker"));
    assertThat(workers.mayGoOn()).isFalse();
  }
}
