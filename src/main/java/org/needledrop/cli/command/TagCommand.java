package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.bucket.JournaledTagging;
import org.needledrop.cli.bucket.BucketEstimate;
import org.needledrop.cli.bucket.BucketRun;
import org.needledrop.cli.option.BucketOptions;
import org.needledrop.cli.option.ExcludeOption;
import org.needledrop.cli.option.JobsOption;
import org.needledrop.cli.option.LibraryOption;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.OutOption;
import org.needledrop.cli.option.PathArguments;
import org.needledrop.cli.option.ReportOptions;
import org.needledrop.cli.option.ScorerOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.TaggingChoices;
import org.needledrop.cli.option.TrackArguments;
import org.needledrop.cli.option.UsageException;
import org.needledrop.cli.option.WritingChoices;
import org.needledrop.cli.report.ShownPaths;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.cli.watch.StopSignal;
import org.needledrop.library.Track;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StoredObject;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TrackReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code needledrop tag}. */
@Command(
    name = "tag",
    description = "Recognises the genre of tracks and writes it into their tags.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:some tracks failed, folders could not be read, or no worker answered",
      "2:usage error",
      "130:stopped by Ctrl-C; the same command continues"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop tag Music --dry-run        shows what would change",
      "  needledrop tag Music --out Tagged     writes tagged copies",
      "  needledrop tag Music --json=report.jsonl --csv report.csv",
      "  needledrop tag Music --policy append --genres my-genres.yaml",
      "  needledrop tag Music --exclude Podcasts --exclude '*.wma'",
      "  needledrop tag s3://bucket/prefix/ --scorer http://worker:8000 --estimate",
      "A genres file has lines such as  hiphop: Hip Hop  or  rock: [Rock, Pop/Rock]  or  pop: []"
    })
final class TagCommand implements Callable<Integer> {

  @Option(names = "--again", description = "Analyse all tracks, including known ones.")
  private boolean again;

  @Option(names = "--dry-run", description = "Show what would change; write nothing.")
  private boolean dryRun;

  @Option(
      names = "--estimate",
      description = "Do not tag; estimate time and cost for the bucket from a few objects.")
  private boolean estimate;

  @Mixin private PathArguments arguments;
  @Mixin private ExcludeOption exclude;
  @Mixin private OutOption out;
  @Mixin private TaggingChoices choices;
  @Mixin private WritingChoices writing;
  @Mixin private JobsOption jobs;
  @Mixin private LibraryOption library;
  @Mixin private ModelOption modelOption;
  @Mixin private ScorerOption scorer;
  @Mixin private BucketOptions bucket;
  @Mixin private ReportOptions reportOptions;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  TagCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    List<ObjectKey> prefixes = arguments.prefixes();
    if (estimate && prefixes.isEmpty()) {
      throw new UsageException("--estimate works for S3 objects only; use --dry-run for files");
    }
    try (StopSignal stop = StopSignal.listen(StopSignal.INTERRUPTED);
        AnalysisSetup setup =
            ConfiguredAnalysis.open(
                settings, modelOption.orElse(settings.model()), scorer.orElse(settings));
        TagOutput output =
            reportOptions.open(spec.commandLine(), settings, setup.model(), shown(), dryRun)) {
      setup.scorer().onOutage(output::warn);
      Tagging tagging =
          new Tagging(
              setup,
              choices
                  .options(settings, setup.model(), again, dryRun || estimate)
                  .with(writing.options(settings, output::notice)));
      return prefixes.isEmpty()
          ? tagFiles(tagging, new StoppableOutput(output, stop))
          : tagObjects(prefixes, tagging, new StoppableOutput(output, stop));
    }
  }

  private ShownPaths shown() {
    ShownPaths paths =
        ShownPaths.as(arguments.prefixes().isEmpty() ? arguments.paths() : List.of());
    return arguments.prefixes().isEmpty() ? out.folder().map(paths::and).orElse(paths) : paths;
  }

  private int tagObjects(List<ObjectKey> prefixes, Tagging tagging, StoppableOutput output)
      throws IOException {
    try (BucketRun run =
        BucketRun.open(
            bucket,
            settings,
            new JournaledTagging(tagging),
            out.destination(),
            dryRun || estimate)) {
      Stream<StoredObject> objects = run.list(prefixes, exclude.exclusions());
      if (estimate) {
        PrintWriter lines = spec.commandLine().getOut();
        BucketEstimate.of(objects, run.tagger()).lines(jobs.jobs()).forEach(lines::println);
        lines.flush();
        return ExitCode.OK;
      }
      output.start();
      WorkerWait workers = new WorkerWait(output::warn);
      run.tag(
          objects.iterator(),
          jobs.jobs(),
          () -> output.mayGoOn() && workers.mayGoOn(),
          (object, result) -> {
            workers.note(result);
            run.line(object.key(), result).ifPresent(output::add);
          });
      return output.finish();
    }
  }

  private int tagFiles(Tagging tagging, StoppableOutput output) {
    Optional<Path> copies = out.folder();
    List<TrackReport> unreadable = new ArrayList<>();
    List<Track> tracks =
        new TrackArguments(arguments.paths(), copies, exclude.exclusions())
            .tracks(
                failure ->
                    unreadable.add(TrackReport.failed(Track.inPlace(failure.track()), failure)));
    FileRun run = new FileRun(tagging, settings, jobs.jobs(), output);
    if (dryRun) {
      Optional<Path> folder = library.ifExisting(settings, arguments.paths(), copies);
      start(tracks, unreadable, output);
      run.preview(tracks, folder);
      return output.finish();
    }
    Path folder = library.existingOrNew(settings, arguments.paths(), copies);
    start(tracks, unreadable, output);
    String id = run.tag(tracks, folder);
    int exitCode = output.finish();
    output.undoHint(copies.map(List::of).orElse(arguments.paths()), id);
    return exitCode;
  }

  private static void start(
      List<Track> tracks, List<TrackReport> unreadable, StoppableOutput output) {
    output.start(unreadable.size() + tracks.size());
    unreadable.forEach(output::add);
  }
}
