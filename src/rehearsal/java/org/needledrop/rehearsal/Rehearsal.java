package org.needledrop.rehearsal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.needledrop.rehearsal.Deployment.Counts;

/**
 * What runs in the cloud, on one machine: a store and its queues, functions in AWS' runtime client,
 * a worker, OpenSearch, the service and Prometheus, each a process of its own. Many tracks are put
 * at once; then more of them while the worker is killed, the store is slow and the queue delivers
 * again and again. It ends with an error if anything is lost.
 */
public final class Rehearsal {

  /** Tracks per fault, as a fraction of those that are put at once. */
  private static final double FAULTY_PART = 0.2;

  private static final int BROKEN = 5;
  private static final Duration STORE_DELAY = Duration.ofMillis(200);
  private static final Duration OUTAGE = Duration.ofHours(3);
  private static final Duration WITHOUT_WORKER = Duration.ofSeconds(15);

  private final Deployment deployment;
  private final List<Clip> clips;
  private final List<Phase> phases = new ArrayList<>();
  private int used;

  private Rehearsal(Deployment deployment, List<Clip> clips) {
    this.deployment = deployment;
    this.clips = clips;
  }

  /** Argument: how many tracks are put at once. */
  public static void main(String[] arguments) throws Exception {
    int tracks = Integer.parseInt(arguments[0]);
    int faulty = (int) (tracks * FAULTY_PART);
    Path folder = Files.createTempDirectory("rehearsal");
    try (Deployment deployment = Deployment.start()) {
      List<Clip> clips = Clips.of(Path.of("sample-library"), folder, tracks + 4 * faulty);
      new Rehearsal(deployment, clips).run(tracks, faulty);
    } finally {
      Clips.delete(folder);
    }
  }

  private void run(int tracks, int faulty) throws Exception {
    phase("at once, and %d broken ones".formatted(BROKEN), tracks, this::putBroken);
    List<String> ringing = deployment.prometheus().ringing();
    check(ringing.isEmpty(), "no alarm while all is well, but there was " + ringing);
    phase(
        "the worker killed, for %d s".formatted(WITHOUT_WORKER.toSeconds()),
        faulty,
        this::killWorker);
    phase(
        "each request to the store %d ms later".formatted(STORE_DELAY.toMillis()),
        faulty,
        this::slowStore);
    phase("each message up to three times, at once", faulty, this::redeliver);
    phase(
        "no worker for %d h, %d times as fast".formatted(OUTAGE.toHours(), Deployment.FASTER),
        faulty,
        this::stayWithoutWorker);
    check(deployment.deadLetters() == BROKEN, "a dead letter for each broken file and no other");
    List<String> problems = Findings.of(deployment, clips.subList(0, used));
    check(problems.isEmpty(), "nothing to be lost:\n" + String.join("\n", problems));
    Map<String, String> alarms = deployment.prometheus().evaluated();
    check(alarms.values().stream().allMatch(String::isEmpty), "alarms without errors: " + alarms);
    tell(alarms.size());
  }

  /** Something to be done meanwhile. */
  private interface Happening {
    void happen() throws Exception;
  }

  /** Puts tracks, lets something happen, and waits until all are tagged and indexed. */
  private void phase(String name, int tracks, Happening happening) throws Exception {
    Counts before = deployment.counts();
    Stopwatch watch = new Stopwatch();
    List<Clip> some = clips.subList(used, used + tracks);
    used += tracks;
    deployment.put(some);
    double put = watch.seconds();
    happening.happen();
    deployment.awaitTagged(used);
    double tagged = watch.seconds();
    deployment.awaitIndexed(used);
    double indexed = watch.seconds();
    deployment.awaitQuiet();
    phases.add(new Phase(name, tracks, put, tagged, indexed, deployment.counts().since(before)));
    System.out.println(phases.getLast());
  }

  private void putBroken() {
    Path broken = Path.of("sample-library/corrupt.mp3");
    deployment.putBroken(
        broken, IntStream.range(0, BROKEN).mapToObj("broken %d.mp3"::formatted).toList());
  }

  private void killWorker() throws Exception {
    deployment.killWorker();
    Thread.sleep(WITHOUT_WORKER);
    List<String> ringing = deployment.prometheus().ringing();
    check(ringing.contains("NeedledropNoWorker"), "an alarm for the worker, not only " + ringing);
    deployment.startWorker();
  }

  private void stayWithoutWorker() throws Exception {
    deployment.killWorker();
    Thread.sleep(OUTAGE.dividedBy(Deployment.FASTER));
    check(deployment.deadLetters() == BROKEN, "no dead letter for lack of a worker");
    deployment.startWorker();
  }

  private void slowStore() throws Exception {
    deployment.slowStore(STORE_DELAY);
    deployment.awaitTagged(used);
    deployment.slowStore(Duration.ZERO);
  }

  private void redeliver() throws Exception {
    deployment.redeliver(true);
    deployment.awaitTagged(used);
    deployment.redeliver(false);
  }

  private static void check(boolean condition, String expected) {
    if (!condition) {
      throw new IllegalStateException("expected " + expected);
    }
  }

  private void tell(int alarms) {
    System.out.println(Phase.table(phases));
    System.out.printf(
        "%d tracks: all tagged, with the audio that was put, and in the index once; %d dead letters for"
            + " %d broken files; %d alarms evaluated; %.0f snippets in the worker's metrics%n",
        used,
        deployment.deadLetters(),
        BROKEN,
        alarms,
        deployment.prometheus().sum("needledrop_snippets_total"));
    deployment
        .memory()
        .forEach((part, megabytes) -> System.out.printf("%s: %d MB%n", part, megabytes));
  }
}
