package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.bucket.JournaledTagging;
import org.needledrop.cli.bucket.BucketRun;
import org.needledrop.cli.option.BucketOptions;
import org.needledrop.cli.option.DurationText;
import org.needledrop.cli.option.ExcludeOption;
import org.needledrop.cli.option.JobsOption;
import org.needledrop.cli.option.LibraryOption;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.OutOption;
import org.needledrop.cli.option.QuietOption;
import org.needledrop.cli.option.ScorerOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.TaggingChoices;
import org.needledrop.cli.option.UsageException;
import org.needledrop.cli.option.WritingChoices;
import org.needledrop.cli.report.ShownPaths;
import org.needledrop.cli.report.TagOutput;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.cli.watch.StopSignal;
import org.needledrop.cli.watch.WarningsOnce;
import org.needledrop.cli.watch.WatchRound;
import org.needledrop.cli.watch.WatchedBucket;
import org.needledrop.cli.watch.WatchedFolder;
import org.needledrop.library.StableFiles;
import org.needledrop.storage.ObjectKey;
import org.needledrop.tagging.Tagging;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop watch}. */
@Command(
    name = "watch",
    description = {
      "Tags the tracks of a folder or bucket, then new and changed ones.",
      "Runs until stopped, then finishes the tracks in progress. Other commands can use the"
          + " library while nothing is being tagged."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:stopped", "1:failed", "2:usage error"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop watch Music",
      "  needledrop watch Incoming --out Tagged --settle 1m    for slow uploads",
      "  needledrop watch s3://bucket/prefix/ --scorer http://worker:8000"
    })
final class WatchCommand implements Callable<Integer> {

  private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);

  /** Longer, as S3 charges for each listing. */
  private static final Duration USUAL_PAUSE_OF_BUCKETS = Duration.ofMinutes(1);

  @Parameters(paramLabel = "FOLDER", description = "Folder of tracks, or s3://BUCKET/PREFIX.")
  private String place;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationText.class,
      description =
          "Tag a file once it has not changed for this long; choose more than the longest pause"
              + " of a slow upload (default: ${DEFAULT-VALUE}).")
  private Duration settle;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Interval between two scans (default: 5s; 1m for a bucket).")
  private Duration every;

  @Mixin private ExcludeOption exclude;
  @Mixin private OutOption out;
  @Mixin private TaggingChoices choices;
  @Mixin private WritingChoices writing;
  @Mixin private JobsOption jobs;
  @Mixin private LibraryOption library;
  @Mixin private ModelOption modelOption;
  @Mixin private ScorerOption scorer;
  @Mixin private BucketOptions bucket;
  @Mixin private QuietOption quiet;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  WatchCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    try (StopSignal stop = StopSignal.listen();
        AnalysisSetup setup =
            ConfiguredAnalysis.open(
                settings, modelOption.orElse(settings.model()), scorer.orElse(settings));
        TagOutput output = output(setup)) {
      setup.scorer().onOutage(output::warn);
      Tagging tagging =
          new Tagging(
              setup,
              choices
                  .options(settings, setup.model(), false, false)
                  .with(writing.options(settings, output::notice)));
      if (ObjectKey.isAddress(place)) {
        try (BucketRun run =
            BucketRun.open(
                bucket, settings, new JournaledTagging(tagging), out.destination(), false)) {
          repeat(
              new WatchedBucket(
                  ObjectKey.of(place), exclude.exclusions(), run, jobs.jobs(), output),
              stop,
              output);
        }
      } else {
        WatchedFolder.Run run =
            new WatchedFolder.Run(tagging, exclude.exclusions(), settings, jobs.jobs(), output);
        repeat(folder(run), stop, output);
      }
      output.finish();
    }
    return ExitCode.OK;
  }

  private TagOutput output(AnalysisSetup setup) {
    TagOutput output =
        new TagOutput(
            spec.commandLine().getOut(),
            spec.commandLine().getErr(),
            new TagOutput.Style(false, !quiet.isQuiet(), !quiet.isQuiet(), false, true),
            shown(),
            List.of(),
            setup.model());
    output.start();
    return output;
  }

  private ShownPaths shown() {
    return ObjectKey.isAddress(place)
        ? ShownPaths.as(List.of())
        : out.folder()
            .map(folder -> ShownPaths.as(Path.of(place), folder))
            .orElseGet(() -> ShownPaths.as(Path.of(place)));
  }

  private WatchedFolder folder(WatchedFolder.Run run) {
    Path folder = Path.of(place);
    if (!Files.isDirectory(folder)) {
      throw new UsageException(folder + " is not a folder");
    }
    Optional<Path> copies = out.folder();
    Path home = library.existingOrNew(settings, List.of(folder), copies);
    return new WatchedFolder(folder, copies, home, new StableFiles(settle), run);
  }

  private void repeat(WatchRound round, StopSignal stop, TagOutput output) {
    boolean isBucket = ObjectKey.isAddress(place);
    Duration pause =
        Optional.ofNullable(every).orElse(isBucket ? USUAL_PAUSE_OF_BUCKETS : USUAL_PAUSE);
    if (!quiet.isQuiet()) {
      spec.commandLine().getOut().println("needledrop: watching " + place);
      spec.commandLine().getOut().flush();
    }
    round.repeat(pause, stop, new WarningsOnce(output::warn));
  }
}
