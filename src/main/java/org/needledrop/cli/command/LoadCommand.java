package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.needledrop.cli.benchmark.Load;
import org.needledrop.cli.benchmark.LoadFigures;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.WorkerUrl;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop load}. */
@Command(
    name = "load",
    description = {
      "Measures the throughput and latency of workers.",
      "Sends snippets of noise from N concurrent clients, one request in flight each, no retries."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every request was answered, or rejected because the worker was busy",
      "1:a request failed, or none was answered",
      "2:usage error"
    },
    footerHeading = "%nExamples:%n",
    footer = "  needledrop load http://localhost:8000 --clients 1,8,64,256 --snippets 4")
final class LoadCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "URL",
      arity = "1..*",
      converter = WorkerUrl.class,
      description = "Workers, used in turn.")
  private List<URI> workers;

  @Option(
      names = "--clients",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8,64,256",
      description = "Concurrent clients; one measurement per number (default: ${DEFAULT-VALUE}).")
  private List<Integer> clients;

  @Option(
      names = "--snippets",
      paramLabel = "N",
      defaultValue = "4",
      description = "Snippets per request (default: ${DEFAULT-VALUE}).")
  private int snippets;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "Seconds per measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private ModelOption modelOption;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  LoadCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    ModelManifest model = ModelManifest.read(modelOption.orElse(settings.model()));
    PrintWriter out = spec.commandLine().getOut();
    out.println("clients  snippets/s   p50 ms   p99 ms  answered  refused  failed");
    boolean sound = true;
    try (Scorer scorer =
        new RemoteScorer(workers, model, RemoteLimits.once(snippets), settings.credentials())) {
      for (int count : clients) {
        LoadFigures figures =
            new Load(scorer, model, snippets).run(count, Duration.ofSeconds(seconds));
        out.println(line(count, figures));
        out.flush();
        sound &= figures.isSound();
      }
    }
    return sound ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private String line(int count, LoadFigures figures) {
    return String.format(
        Locale.ROOT,
        "%7d %11.1f %8s %8s %9d %8d %7d",
        count,
        figures.answersPerSecond() * snippets,
        millis(figures, 0.50),
        millis(figures, 0.99),
        figures.answered(),
        figures.refused(),
        figures.failed());
  }

  /** Returns a percentile of the latency; a dash if no request was answered. */
  private static String millis(LoadFigures figures, double part) {
    OptionalDouble millis = figures.millis(part);
    return millis.isPresent() ? String.format(Locale.ROOT, "%.1f", millis.getAsDouble()) : "-";
  }
}
