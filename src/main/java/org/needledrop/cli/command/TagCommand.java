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
import org.needledrop.cli.bucket.BucketEstimate;
import org.needledrop.cli.bucket.BucketRun;
import org.needledrop.cli.option.BucketOptions;
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
import org.needledrop.cli.report.TagOutput;
import org.needledrop.cli.setup.LibraryIndex;
import org.needledrop.cli.setup.TaggingSetup;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Track;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StoredObject;
import org.needledrop.tagging.TaggingOptions;
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
      "1:some tracks failed, or folders could not be read",
      "2:usage error"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop tag Music --dry-run                     shows what would change",
      "  needledrop tag Music --out Tagged --csv report.csv writes tagged copies and a table",
      "  needledrop tag Music --policy append --genres my-genres.yaml",
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
  @Mixin private OutOption out;
  @Mixin private TaggingChoices choices;
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
    try (TaggingSetup setup =
            TaggingSetup.open(
                settings, modelOption.orElse(settings.model()), scorer.orElse(settings));
        TagOutput output =
            reportOptions.open(spec.commandLine(), settings, setup.model(), dryRun)) {
      TaggingOptions options = choices.options(settings, setup.model(), again, dryRun || estimate);
      return prefixes.isEmpty()
          ? tagFiles(setup, options, output)
          : tagObjects(prefixes, setup, options, output);
    }
  }

  private int tagObjects(
      List<ObjectKey> prefixes, TaggingSetup setup, TaggingOptions options, TagOutput output)
      throws IOException {
    try (BucketRun run =
        BucketRun.open(
            bucket,
            settings,
            setup.objectTagging(options),
            out.destination(),
            dryRun || estimate)) {
      Stream<StoredObject> objects = run.list(prefixes);
      if (estimate) {
        PrintWriter lines = spec.commandLine().getOut();
        BucketEstimate.of(objects, run.tagger()).lines(jobs.jobs()).forEach(lines::println);
        lines.flush();
        return ExitCode.OK;
      }
      output.start();
      run.tag(
          objects.iterator(),
          jobs.jobs(),
          () -> true,
          (object, result) -> run.line(object.key(), result).ifPresent(output::add));
      return output.finish();
    }
  }

  private int tagFiles(TaggingSetup setup, TaggingOptions options, TagOutput output) {
    Optional<Path> copies = out.folder();
    if (estimate) {
      throw new UsageException("--estimate works for S3 objects only; use --dry-run for files");
    }
    List<TrackReport> unreadable = new ArrayList<>();
    List<Track> tracks =
        new TrackArguments(arguments.paths(), copies)
            .tracks(
                failure ->
                    unreadable.add(TrackReport.failed(Track.inPlace(failure.track()), failure)));
    Path folder = library.existingOrNew(arguments.paths(), copies);
    output.start(unreadable.size() + tracks.size());
    unreadable.forEach(output::add);
    tag(tracks, folder, setup, options, output);
    return output.finish();
  }

  private void tag(
      List<Track> tracks,
      Path folder,
      TaggingSetup setup,
      TaggingOptions options,
      TagOutput output) {
    if (dryRun) {
      try (Journal journal = Journal.readOnlyCopy(LibraryFolder.journal(folder));
          SimilarityIndex index = LuceneIndex.inMemory()) {
        setup.libraryTagger(options, journal, index).tag(tracks, jobs.jobs(), output::add);
      }
      return;
    }
    try (LibraryFolder held = LibraryFolder.hold(folder);
        Journal journal = Journal.open(held.path());
        SimilarityIndex index = LibraryIndex.of(settings, folder).open()) {
      setup.libraryTagger(options, journal, index).tag(tracks, jobs.jobs(), output::add);
    }
  }
}
