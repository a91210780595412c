package org.needledrop.cli;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.needledrop.failure.TrackFailure;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tagging.Analysis;
import org.needledrop.tagging.Hearing;
import org.needledrop.tagging.Journal;
import org.needledrop.tagging.LibraryFolder;
import org.needledrop.tagging.TrackRecall;
import org.needledrop.teaching.Example;
import org.needledrop.teaching.GenreFigures;
import org.needledrop.teaching.Labels;
import org.needledrop.teaching.Lesson;
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
    description = "Learns a library's own genres from tracks that are labelled with them.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop teach labels.csv --out mine",
      "  needledrop tag Music --model mine",
      "The list begins with  path,genre  and needs at least 5 tracks of each genre. Tracks of a",
      "library that was tagged before are not listened to again."
    })
final class TeachCommand implements Callable<Integer> {

  @Parameters(paramLabel = "LABELS", description = "CSV list with the columns path and genre.")
  private Path labels;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the model is written.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What it is called in tags; the name of its folder unless told.")
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
    try (Studio studio = Studio.open(settings, baseFolder)) {
      Labels known = Labels.read(labels);
      List<Example> examples = new ArrayList<>();
      boolean whole = listen(known, studio, examples);
      known.requireEnough(examples);
      Lesson lesson = Lesson.learn(examples, known.genres());
      String title = name == null ? out.toAbsolutePath().getFileName().toString() : name;
      ModelManifest model = TaughtModel.save(out, title, lesson, baseFolder, studio.model());
      print(lesson, model, examples.size());
      return whole ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Whether every track could be heard; each that could not is told. */
  private boolean listen(Labels known, Studio studio, List<Example> examples) {
    Optional<Path> library = LibraryFolder.above(labels);
    Optional<Journal> journal = library.map(LibraryFolder::journal).map(Journal::open);
    try (ExecutorService executor = Executors.newFixedThreadPool(jobs.jobs())) {
      TrackRecall recall =
          new TrackRecall(studio.audioHash(), studio.listener(0), studio.model().id(), journal);
      List<Map.Entry<String, Future<Analysis>>> heard = new ArrayList<>();
      known
          .genreOf()
          .forEach(
              (file, genre) ->
                  heard.add(Map.entry(genre, executor.submit(() -> recall.recall(file)))));
      boolean whole = true;
      for (Map.Entry<String, Future<Analysis>> one : heard) {
        int genre = known.genres().indexOf(one.getKey());
        Optional<Example> example = heard(one.getValue()).flatMap(a -> example(a, genre));
        example.ifPresent(examples::add);
        whole &= example.isPresent();
      }
      return whole;
    } finally {
      journal.ifPresent(Journal::close);
    }
  }

  private Optional<Analysis> heard(Future<Analysis> listening) {
    try {
      return Optional.of(listening.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrackFailure failure) {
        spec.commandLine().getErr().println(failure.getMessage());
        return Optional.empty();
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped; nothing was written", e);
    }
  }

  private Optional<Example> example(Analysis analysis, int genre) {
    return switch (analysis.hearing()) {
      case Hearing.Scored(TrackScores scores) ->
          Optional.of(new Example(analysis.audioHash(), scores.embedding(), genre));
      case Hearing.Unscorable(var abstention) -> {
        spec.commandLine().getErr().println(analysis.audioHash() + ": " + abstention.detail());
        yield Optional.empty();
      }
    };
  }

  private void print(Lesson lesson, ModelManifest model, int tracks) {
    PrintWriter table = spec.commandLine().getOut();
    table.println("genre            tracks  precision  recall     F1  named from");
    for (GenreFigures genre : lesson.genres()) {
      table.println(
          String.format(
              Locale.ROOT,
              "%-15s %7d %10.2f %7.2f %6.2f %11.2f",
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
            lesson.accuracy(),
            lesson.calibrationError()));
    table.println("%s is in %s; use it with --model %s".formatted(model.id(), out, out));
    table.flush();
  }
}
