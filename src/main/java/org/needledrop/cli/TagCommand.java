package org.needledrop.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.needledrop.bucket.BucketRecords;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.Destination;
import org.needledrop.bucket.ObjectFilter;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.tagging.GenreWords;
import org.needledrop.tagging.Journal;
import org.needledrop.tagging.LibraryFolder;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tagging.Track;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code needledrop tag}. */
@Command(
    name = "tag",
    description = "Finds the genre of tracks and writes it into their tags.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all done", "1:some tracks failed", "2:wrong usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop tag Music --dry-run                     shows what would change",
      "  needledrop tag Music --out Tagged --csv report.csv tagged copies and a table",
      "  needledrop tag Music --policy append --genres my-genres.yaml",
      "  needledrop tag s3://bucket/prefix/ --scorer http://worker:8000 --estimate",
      "A genres file holds lines such as  hiphop: Hip Hop  or  rock: [Rock, Pop/Rock]  or  pop: []"
    })
final class TagCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write tagged copies there instead of tagging in place; s3://BUCKET/PREFIX for objects.")
  private String out;

  @Option(
      names = "--policy",
      defaultValue = "fill",
      description =
          "What happens to the genre field: ${COMPLETION-CANDIDATES}. fill (the default) writes it"
              + " only where it is empty. Needledrop's own fields are always written.")
  private TagPolicy policy;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description =
          "Abstain below this probability of the top genre, 0 to 1; the model says which is used"
              + " else.")
  private Double minConfidence;

  @Option(
      names = "--genres",
      paramLabel = "FILE",
      description = "YAML map from the model's genres to the words of your library.")
  private Path genres;

  @Option(names = "--again", description = "Listen again also to tracks that are known.")
  private boolean again;

  @Option(names = "--dry-run", description = "Show what would change; write nothing at all.")
  private boolean dryRun;

  @Mixin private PathArguments arguments;
  @Mixin private OverlapOption overlap;
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
    if (!prefixes.isEmpty()) {
      return tagObjects(prefixes);
    }
    Optional<Path> copies = Optional.ofNullable(out).map(Path::of);
    List<Track> tracks = new TrackArguments(arguments.paths(), copies).tracks();
    try (Studio studio =
            Studio.open(settings, modelOption.orElse(settings.model()), scorer.orElse(settings));
        TagOutput output =
            reportOptions.open(spec.commandLine(), settings, studio.model(), dryRun)) {
      output.start(tracks.size());
      tag(tracks, studio, output);
      return output.finish();
    }
  }

  private void tag(List<Track> tracks, Studio studio, TagOutput output) {
    Path folder = out != null ? Path.of(out) : library.existingOrNew(arguments.paths());
    if (dryRun) {
      try (Journal journal = Journal.forgetful(LibraryFolder.journal(folder));
          SimilarityIndex index = LuceneIndex.inMemory()) {
        tag(tracks, studio, journal, index, output);
      }
      return;
    }
    try (LibraryFolder held = LibraryFolder.hold(folder);
        Journal journal = Journal.open(held.path());
        SimilarityIndex index = LuceneIndex.open(LibraryFolder.index(folder))) {
      tag(tracks, studio, journal, index, output);
    }
  }

  private void tag(
      List<Track> tracks, Studio studio, Journal journal, SimilarityIndex index, TagOutput output) {
    studio
        .libraryTagger(options(studio.model()), journal, index)
        .tag(tracks, jobs.jobs(), output::add);
  }

  private int tagObjects(List<ObjectKey> prefixes) throws IOException {
    Destination destination = new Destination(Optional.ofNullable(out).map(ObjectKey::of));
    Path scratch = Files.createTempDirectory("needledrop-objects");
    try (ObjectStore store = S3ObjectStore.open(bucket.endpoint(settings));
        Studio studio =
            Studio.open(settings, modelOption.orElse(settings.model()), scorer.orElse(settings));
        TagOutput output =
            reportOptions.open(spec.commandLine(), settings, studio.model(), dryRun)) {
      BucketTagger tagger =
          new BucketTagger(
              store,
              new BucketRecords(store, Optional.empty()),
              ObjectFilter.all(),
              studio.objectTagging(options(studio.model())),
              destination,
              scratch,
              failed -> {},
              dryRun || bucket.estimate());
      BucketRun run = new BucketRun(store, tagger);
      List<StoredObject> objects = run.list(prefixes);
      if (bucket.estimate()) {
        BucketEstimate.of(objects, tagger)
            .lines(jobs.jobs())
            .forEach(spec.commandLine().getOut()::println);
        return ExitCode.OK;
      }
      output.start(objects.size());
      run.tag(
          objects,
          jobs.jobs(),
          new Pace(bucket.rate()),
          (object, result) ->
              BucketRun.told(object, destination.of(object).orElse(object).toString(), result)
                  .ifPresent(output::add));
      return output.finish();
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  private TaggingOptions options(ModelManifest model) {
    try {
      GenreWords words = genres == null ? GenreWords.of(model) : GenreWords.read(genres, model);
      OptionalDouble least =
          minConfidence == null ? OptionalDouble.empty() : OptionalDouble.of(minConfidence);
      return new TaggingOptions(
          policy, words, least, overlap.overlap(), again, dryRun || bucket.estimate());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
