package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.cli.option.ExistingLibrary;
import org.needledrop.cli.option.JobsOption;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.cli.setup.LibraryJournal;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.journal.TrackLabel;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.CachedAnalyses;
import org.needledrop.teaching.Example;
import org.needledrop.teaching.GenreFigures;
import org.needledrop.teaching.LabelledTrack;
import org.needledrop.teaching.Labels;
import org.needledrop.teaching.TaughtHead;
import org.needledrop.teaching.TaughtModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop teach}. */
@Command(
    name = "teach",
    description = "Trains a model for your own genres on labelled tracks.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop teach labels.csv --out mine",
      "  needledrop teach Music --out mine         from the labels given on the page of serve",
      "  needledrop tag Music --model mine",
      "The CSV file starts with the header  path,genre  and needs at least 5 tracks per genre.",
      "Known tracks of a library are not analysed again."
    })
final class TeachCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "LABELS",
      description =
          "CSV file with the columns path and genre, or a library with labels from the review"
              + " page.")
  private Path labels;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the new model.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model, written to tags (default: the name of its folder).")
  private String name;

  @Mixin private JobsOption jobs;
  @Mixin private ModelOption modelOption;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  TeachCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    Path baseFolder = modelOption.orElse(settings.model());
    try (AnalysisSetup setup = ConfiguredAnalysis.open(settings, baseFolder)) {
      Labels known = Files.isDirectory(labels) ? reviewed() : Labels.read(labels);
      List<Example> examples = examples(known, setup);
      known.requireEnough(examples);
      TaughtHead head = TaughtHead.learn(examples, known.genres());
      String title =
          name == null ? out.toAbsolutePath().normalize().getFileName().toString() : name;
      ModelManifest model = TaughtModel.save(out, title, head, baseFolder, setup.model());
      print(head, model, examples.size());
      return examples.size() == known.tracks().size() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Returns the labels that users gave on the page of {@code serve}. */
  private Labels reviewed() {
    Path folder = LibraryFolder.journal(ExistingLibrary.withJournal(labels));
    try (Journal journal = Journal.open(folder)) {
      return Labels.of(labels, journal.labels().stream().map(TeachCommand::labelled).toList());
    }
  }

  private static LabelledTrack labelled(TrackLabel label) {
    return new LabelledTrack(Path.of(label.path()), Optional.of(label.audioHash()), label.genre());
  }

  private List<Example> examples(Labels known, AnalysisSetup setup) {
    try (LibraryJournal memory = LibraryJournal.near(settings, labels)) {
      CachedAnalyses analyses =
          new CachedAnalyses(setup.audioHash(), setup.analyzer(), memory.journal())
              .ofEmbeddings(setup.model().network());
      return new LabelledTracks(known, analyses, spec.commandLine().getErr()).analyze(jobs.jobs());
    }
  }

  private void print(TaughtHead head, ModelManifest model, int tracks) {
    PrintWriter table = spec.commandLine().getOut();
    table.println("genre            tracks  precision  recall     F1  threshold");
    for (GenreFigures genre : head.genres()) {
      table.println(
          String.format(
              Locale.ROOT,
              "%-15s %7d %10.2f %7.2f %6.2f %10.2f",
              genre.genre(),
              genre.tracks(),
              genre.precision(),
              genre.recall(),
              genre.f1(),
              genre.minConfidence()));
    }
    table.println(
        String.format(
            Locale.ROOT,
            "%d tracks, by five-fold cross-validation: accuracy %.3f, ECE %.3f",
            tracks,
            head.accuracy(),
            head.calibrationError()));
    table.println("wrote %s to %s; use it with --model %s".formatted(model.id(), out, out));
    table.flush();
  }
}
