package org.needledrop.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.cli.option.JobsOption;
import org.needledrop.cli.option.JsonOption;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.report.JsonLines;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.evaluation.DrawnTrack;
import org.needledrop.evaluation.Evaluation;
import org.needledrop.evaluation.GtzanFolder;
import org.needledrop.evaluation.ListEvaluation;
import org.needledrop.evaluation.ListedTrack;
import org.needledrop.evaluation.Neighbourhood;
import org.needledrop.evaluation.Protocol;
import org.needledrop.evaluation.ScoredTrack;
import org.needledrop.json.JsonMappers;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.SimilarityMeasure;
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
    description =
        "Measures the accuracy of a model on a list of labelled tracks or on GTZAN's log-mel"
            + " spectrograms.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop evaluate models/training/real/tracks.csv --audio AUDIO",
      "  needledrop evaluate gtzan --protocol P2",
      "  needledrop evaluate gtzan --neighbours 5",
      "LIST has the columns path, genres (the accepted ones, e.g. rock|pop) and, optionally,"
          + " package.",
      "GTZAN is a folder with tracks.csv and logmel_128x387_u8.npz; see docs/accuracy.md."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "LIST|GTZAN",
      description = "CSV file with labels, or folder with GTZAN's spectrograms.")
  private Path source;

  @Option(
      names = "--audio",
      paramLabel = "DIR",
      description = "Folder that the paths in LIST are relative to (default: the folder of LIST).")
  private Path audio;

  @Mixin private JobsOption jobs;

  @Option(
      names = "--protocol",
      paramLabel = "P2|P3",
      defaultValue = "P2",
      description =
          "Split of GTZAN: ${COMPLETION-CANDIDATES}. P2 is the fault-filtered split;"
              + " P3 also drops tracks without a known artist (default: ${DEFAULT-VALUE}).")
  private Protocol protocol;

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      defaultValue = "test",
      description = "Part of the split: train, valid or test (default: ${DEFAULT-VALUE}).")
  private String side;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description = "Also print the share of a track's N nearest neighbours that have its genre.")
  private Optional<Integer> neighbours;

  @Mixin private JsonOption json;

  @Mixin private ModelOption modelOption;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  EvaluateCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    return Files.isDirectory(source) ? evaluateGtzan() : evaluateList();
  }

  private int evaluateList() throws IOException {
    List<ListedTrack> tracks =
        ListedTrack.read(source, audio == null ? source.resolveSibling("") : audio);
    PrintWriter err = spec.commandLine().getErr();
    try (AnalysisSetup setup =
        ConfiguredAnalysis.open(settings, modelOption.orElse(settings.model()))) {
      ListEvaluation found =
          ListEvaluation.of(new ListedVerdicts(setup, err).of(tracks, jobs.jobs()));
      print(found);
    }
    return ExitCode.OK;
  }

  private void print(ListEvaluation found) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.file().isPresent()) {
      write(found);
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%d tracks: accuracy %.4f, macro-averaged %.4f, ECE %.4f%n"
                  + "at the model's threshold: coverage %.4f, accuracy of the covered tracks %.4f",
              found.tracks(),
              found.accuracy(),
              found.macroAccuracy(),
              found.calibrationError(),
              found.named(),
              found.namedAccuracy()));
      found
          .byGenre()
          .forEach(
              (genre, share) ->
                  out.println(String.format(Locale.ROOT, "%-16s %.4f", genre, share)));
    }
    out.flush();
  }

  private void write(Object result) {
    try (JsonLines lines = JsonLines.open(json.file().orElseThrow())) {
      lines.write(result);
    }
  }

  private int evaluateGtzan() throws IOException {
    GtzanFolder gtzan = new GtzanFolder(source);
    try (AnalysisSetup setup =
        ConfiguredAnalysis.open(settings, modelOption.orElse(settings.model()))) {
      ModelManifest model = setup.model();
      List<DrawnTrack> judged = gtzan.tracks(protocol, side, model);
      Evaluation found = Evaluation.of(judged, setup.scorer(), model);
      Map<String, List<Neighbourhood>> near = new LinkedHashMap<>();
      if (neighbours.isPresent()) {
        near.put(side, neighbourhoods(judged, setup));
        near.put("all sides", neighbourhoods(gtzan.tracks(protocol, model), setup));
      }
      print(found, near, model.genres());
    }
    return ExitCode.OK;
  }

  private List<Neighbourhood> neighbourhoods(List<DrawnTrack> tracks, AnalysisSetup setup) {
    List<ScoredTrack> scored = ScoredTrack.of(tracks, setup.scorer(), setup.model());
    return Arrays.stream(SimilarityMeasure.values())
        .map(closeness -> Neighbourhood.of(scored, closeness, neighbours.orElseThrow()))
        .toList();
  }

  private void print(Evaluation found, Map<String, List<Neighbourhood>> near, List<String> genres) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.file().isPresent()) {
      ObjectNode object = JsonMappers.PLAIN.valueToTree(found);
      if (!near.isEmpty()) {
        object.putPOJO("neighbourhoods", near);
      }
      write(object);
    } else {
      printTable(found, genres, out);
      near.forEach((where, both) -> both.forEach(one -> printNeighbourhood(where, one, out)));
    }
    out.flush();
  }

  private static void printNeighbourhood(String where, Neighbourhood near, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %d nearest of %d by %s, precision %.4f (chance %.4f)",
            where,
            near.count(),
            near.tracks() - 1,
            near.closeness(),
            near.precision(),
            near.chance()));
    near.genres()
        .forEach(
            (genre, share) -> out.println(String.format(Locale.ROOT, "%-16s %.4f", genre, share)));
  }

  private void printTable(Evaluation found, List<String> genres, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s, %s: %d tracks, %d snippets%n"
                + "snippet accuracy %.4f, track accuracy %.4f, track ECE %.4f%n"
                + "at the model's threshold: coverage %.4f, accuracy of the covered tracks %.4f",
            protocol,
            side,
            found.tracks(),
            found.snippets(),
            found.snippetAccuracy(),
            found.trackAccuracy(),
            found.calibrationError(),
            found.kept().coverage(),
            found.kept().keptAccuracy()));
    for (int genre = 0; genre < genres.size(); genre++) {
      StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-16s", genres.get(genre)));
      for (int count : found.confusion()[genre]) {
        row.append(String.format(Locale.ROOT, "%5d", count));
      }
      out.println(row);
    }
  }
}
