package org.needledrop.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.needledrop.servers.ChildJvm;
import org.needledrop.servers.Strace;
import org.needledrop.tagging.FaultPoint.Part;

/**
 * System calls on the files of a library fail one at a time, in a process of its own, and what is
 * left must be whole and known. {@code -Dneedledrop.faults=full} has each of them fail in each way;
 * a number is the number of faults per scene.
 */
class FaultInjectionTest {

  private static final Optional<String> WANTED =
      Optional.ofNullable(System.getProperty("needledrop.faults"));

  /** Points of each scene that are tried. */
  private static final int SAMPLE =
      WANTED
          .map(text -> text.equals("full") ? Integer.MAX_VALUE : Integer.parseInt(text))
          .orElse(20);

  private static final int PROCESSES = 2;
  private static final Map<String, FaultTally> TABLE = new TreeMap<>();

  @TempDir private static Path folder;
  private static ChildJvm jvm;

  /**
   * A task, and whose calls fail.
   *
   * @param reading also those that change nothing
   */
  record Scene(FaultTask task, CorpusContainer container, boolean reading, List<Part> parts) {

    static Scene of(FaultTask task, CorpusContainer container, Part... parts) {
      return new Scene(task, container, false, List.of(parts));
    }

    /** All calls of its task, a part at a time. */
    Stream<Scene> whole() {
      return Stream.of(Part.values()).map(this::all);
    }

    Scene all(Part part) {
      return new Scene(task, container, true, List.of(part));
    }

    boolean has(FaultPoint point) {
      return parts.contains(point.part()) && (reading || point.changesSomething());
    }
  }

  static Stream<Scene> scenes() {
    Stream<Scene> usual =
        Stream.of(
            Scene.of(FaultTask.RETAG, CorpusContainer.MP3, Part.TAGS),
            Scene.of(FaultTask.COPY, CorpusContainer.M4A, Part.TAGS),
            Scene.of(FaultTask.UNDO, CorpusContainer.FLAC, Part.TAGS, Part.JOURNAL),
            Scene.of(FaultTask.TAG, CorpusContainer.MP3, Part.values()),
            Scene.of(FaultTask.REBUILD, CorpusContainer.MP3, Part.INDEX));
    return WANTED.isPresent() ? Stream.concat(usual.flatMap(Scene::whole), containers()) : usual;
  }

  private static Stream<Scene> containers() {
    return Stream.of(CorpusContainer.values())
        .filter(container -> container != CorpusContainer.MP3)
        .map(container -> Scene.of(FaultTask.TAG, container).all(Part.TAGS));
  }

  @BeforeAll
  static void shareClasses() throws IOException, InterruptedException {
    Strace.require();
    jvm = new ChildJvm(folder);
    Path own = Files.createTempDirectory(folder, "first");
    FaultedLibrary library = FaultedLibrary.make(FaultTask.TAG, CorpusContainer.MP3, own);
    library.reset();
    jvm.learn("\n", FaultyProcess.class, library.arguments());
  }

  @AfterEach
  void printTable() {
    System.out.println(FaultTally.HEADER);
    TABLE.forEach((name, tally) -> System.out.println(tally.line(name)));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void leavesTheOldFileOrTheNewOneAndKnowsWhich(Scene scene) throws Exception {
    Queue<FaultPoint> points = new ConcurrentLinkedQueue<>();
    List<String> wrong = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(PROCESSES);
        Worker first = new Worker(scene)) {
      points.addAll(sample(first.calls.points().stream().filter(scene::has).toList()));
      List<Future<List<String>>> workers = new ArrayList<>();
      workers.add(executor.submit(() -> first.tryAll(points)));
      for (int i = 1; i < PROCESSES; i++) {
        workers.add(executor.submit(() -> another(first, points)));
      }
      for (Future<List<String>> worker : workers) {
        wrong.addAll(worker.get());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> another(Worker first, Queue<FaultPoint> points) throws Exception {
    try (Worker worker = new Worker(first.scene)) {
      assertThat(worker.calls.points()).as("counted again").isEqualTo(first.calls.points());
      return worker.tryAll(points);
    }
  }

  @Test
  void aTrackThatTheDiskCannotReadIsNotTakenForAShorterOneNorRemembered() throws Exception {
    Path own = Files.createTempDirectory(folder, "library");
    FaultedLibrary library = FaultedLibrary.make(FaultTask.TAG, CorpusContainer.FLAC, own);

    try (FaultRun run = new FaultRun(library, jvm, own)) {
      assertThat(run.wordsWhenUnreadable())
          .startsWith("1 ")
          .contains(library.target() + ": cannot read the file: Input/output error");
    }
    assertThat(library.state().content()).isEqualTo(library.before().content());
    assertThat(library.run()).isEmpty();
    assertThat(library.state()).isEqualTo(library.after());
  }

  @Test
  void whatCannotBeLookedAtOrLockedOnceItIsOpenIsClosed() throws Exception {
    Scene scene = Scene.of(FaultTask.UNDO, CorpusContainer.FLAC);
    try (Worker worker = new Worker(scene)) {
      for (FaultPoint point : worker.calls.points()) {
        boolean wanted =
            switch (point.part() + " " + point.call()) {
              case "TAGS fstat", "TAGS statx", "JOURNAL fstat" -> true;
              case "JOURNAL fcntl" -> point.nth() == 1;
              default -> false;
            };
        if (wanted && point.fault() == Fault.DISK_ERROR) {
          assertThat(worker.run.with(point, worker.calls).wrong()).as("%s", point).isEmpty();
        }
      }
    }
  }

  private static List<FaultPoint> sample(List<FaultPoint> points) {
    if (points.size() <= SAMPLE) {
      return points;
    }
    return IntStream.range(0, SAMPLE)
        .mapToObj(i -> points.get((2 * i + 1) * points.size() / (2 * SAMPLE)))
        .toList();
  }

  /** Has a library of its own. */
  private static final class Worker implements AutoCloseable {
    private final Scene scene;
    private final FaultRun run;
    private final LibraryCalls calls;

    Worker(Scene scene) throws IOException, InterruptedException {
      this.scene = scene;
      Path own = Files.createTempDirectory(folder, "library");
      this.run = new FaultRun(FaultedLibrary.make(scene.task(), scene.container(), own), jvm, own);
      this.calls = run.undisturbed();
    }

    List<String> tryAll(Queue<FaultPoint> points) throws IOException, InterruptedException {
      List<String> wrong = new ArrayList<>();
      for (FaultPoint point = points.poll(); point != null; point = points.poll()) {
        FaultRun.Outcome outcome = run.with(point, calls);
        if (!outcome.wrong().isEmpty()) {
          wrong.add(point + ": " + String.join("\n", outcome.wrong()));
        }
        note(point, outcome);
      }
      return wrong;
    }

    @Override
    public void close() {
      run.close();
    }

    private void note(FaultPoint point, FaultRun.Outcome outcome) {
      synchronized (TABLE) {
        String name =
            "%-8s %-7s %-7s %s"
                .formatted(scene.task(), scene.container(), point.part(), point.fault());
        TABLE.merge(name, FaultTally.of(outcome), FaultTally::plus);
      }
    }
  }
}
