package org.needledrop.fuzzing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Fuzzes what reads foreign bytes: {@code ./needledrop fuzz 24 Tag.mp3 Inference}. What was spent
 * on a target before counts; corpus and state lie in {@code target/fuzz}, or where {@code
 * NEEDLEDROP_FUZZ} says. It ends with status 1 if an input fails.
 */
final class Fuzzing {
  private static final String USUAL_MINUTES = "24";

  private Fuzzing() {}

  /** Arguments: CPU minutes for each target, then which targets; all if none is named. */
  static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = Arrays.asList(arguments);
    Duration budget = minutes(words.isEmpty() ? USUAL_MINUTES : words.getFirst());
    List<FuzzTarget> targets = targets(words.subList(Math.min(1, words.size()), words.size()));
    Path folder = Path.of(System.getenv().getOrDefault("NEEDLEDROP_FUZZ", "target/fuzz"));
    List<FuzzerRun> runs = new ArrayList<>();
    for (FuzzTarget target : targets) {
      System.err.println("fuzzing " + target.name());
      FuzzerRun run = new FuzzerRun(target, folder.toAbsolutePath());
      run.until(budget);
      runs.add(run);
    }
    if (print(runs) > 0) {
      System.exit(1);
    }
  }

  private static Duration minutes(String text) {
    try {
      double minutes = Double.parseDouble(text);
      if (minutes > 0 && Double.isFinite(minutes)) {
        return Duration.ofMillis(Math.round(60_000 * minutes));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no number of CPU minutes: " + text, e);
    }
    throw new IllegalArgumentException("no number of CPU minutes: " + text);
  }

  private static List<FuzzTarget> targets(List<String> names) throws IOException {
    List<FuzzTarget> all = FuzzTarget.below(Path.of("target/test-classes"));
    for (String name : names) {
      if (all.stream().noneMatch(target -> target.isNamed(name))) {
        throw new IllegalArgumentException(
            "no target %s; there are %s"
                .formatted(name, all.stream().map(FuzzTarget::name).toList()));
      }
    }
    return all.stream()
        .filter(target -> names.isEmpty() || names.stream().anyMatch(target::isNamed))
        .toList();
  }

  /** One line for each target; gives how many inputs failed. */
  private static int print(List<FuzzerRun> runs) throws IOException {
    System.out.println(
        "target                    CPU min   executions   edges  features  findings");
    int findings = 0;
    for (FuzzerRun run : runs) {
      FuzzState state = run.state();
      System.out.printf(
          Locale.ROOT,
          "%-24s %8.1f %12d %7d %9d %9d%n",
          run.name(),
          state.cpu().toMillis() / 60_000.0,
          state.executions(),
          state.edges(),
          state.features(),
          run.findings().size());
      run.findings().forEach(System.out::println);
      findings += run.findings().size();
    }
    return findings;
  }
}
