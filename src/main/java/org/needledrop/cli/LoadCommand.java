package org.needledrop.cli;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
      "Measures how many snippets a second workers score, and how long they take.",
      "Sends snippets of noise from so many clients at a time, each with one request on its way,"
          + " and asks nothing twice."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every request was answered, or refused for want of time",
      "1:some failed, or none was answered",
      "2:wrong usage"
    },
    footerHeading = "%nExamples:%n",
    footer = "  needledrop load http://localhost:8000 --clients 1,8,64,256 --snippets 4")
final class LoadCommand implements Callable<Integer> {

  @Parameters(paramLabel = "URL", arity = "1..*", description = "Workers; several take turns.")
  private List<URI> workers;

  @Option(
      names = "--clients",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8,64,256",
      description = "Clients at a time; ${DEFAULT-VALUE} one after the other unless told.")
  private List<Integer> clients;

  @Option(
      names = "--snippets",
      paramLabel = "N",
      defaultValue = "4",
      description = "Snippets in a request; ${DEFAULT-VALUE} unless told.")
  private int snippets;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "For so long; ${DEFAULT-VALUE} unless told.")
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
        "%7d %11.1f %8.1f %8.1f %9d %8d %7d",
        count,
        figures.answersPerSecond() * snippets,
        figures.millis(0.50),
        figures.millis(0.99),
        figures.answered(),
        figures.refused(),
        figures.failed());
  }
}
