package org.needledrop.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.needledrop.evaluation.Evaluation;
import org.needledrop.evaluation.GtzanFolder;
import org.needledrop.evaluation.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop evaluate}. */
@Command(
    name = "evaluate",
    description = "Judges a model by the log-mels of GTZAN, as models/training does.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop evaluate gtzan --protocol P2",
      "The folder holds tracks.csv and logmel_128x387_u8.npz; see docs/accuracy.md."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "GTZAN", description = "Folder with the data.")
  private Path folder;

  @Option(
      names = "--protocol",
      defaultValue = "P2",
      description = "${COMPLETION-CANDIDATES}; P2, the fault-filtered split, unless told.")
  private Protocol protocol;

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      defaultValue = "test",
      description = "train, valid or test; test unless told.")
  private String side;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Mixin private ModelOption modelOption;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  EvaluateCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    try (Studio studio = Studio.open(settings, modelOption.orElse(settings.model()))) {
      Evaluation found =
          Evaluation.of(
              new GtzanFolder(folder).tracks(protocol, side, studio.model()),
              studio.scorer(),
              studio.model());
      print(found, studio.model().genres());
    }
    return ExitCode.OK;
  }

  private void print(Evaluation found, List<String> genres) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(found));
    } else {
      printTable(found, genres, out);
    }
    out.flush();
  }

  private void printTable(Evaluation found, List<String> genres, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s, %s: %d tracks, %d snippets%n"
                + "snippet accuracy %.4f, track accuracy %.4f, track ECE %.4f%n"
                + "at the model's threshold %.4f of the tracks are named, %.4f of them rightly",
            protocol,
            side,
            found.tracks(),
            found.snippets(),
            found.snippetAccuracy(),
            found.trackAccuracy(),
            found.calibrationError(),
            found.coverage(),
            found.keptAccuracy()));
    for (int genre = 0; genre < genres.size(); genre++) {
      StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-10s", genres.get(genre)));
      for (int count : found.confusion()[genre]) {
        row.append(String.format(Locale.ROOT, "%5d", count));
      }
      out.println(row);
    }
  }
}
