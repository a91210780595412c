package org.needledrop.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.needledrop.bucket.Destination;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.lucene.LuceneIndex;
import org.needledrop.storage.ObjectKey;
import org.needledrop.tagging.GenreWords;
import org.needledrop.tagging.Journal;
import org.needledrop.tagging.LibraryFolder;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tagging.Track;
import picocli.CommandLine.Command;
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
    boolean writesNothing = dryRun || bucket.estimate();
    try (Studio studio =
            Studio.open(settings, modelOption.orElse(settings.model()), scorer.orElse(settings));
        TagOutput output =
            reportOptions.open(spec.commandLine(), settings, studio.model(), dryRun)) {
      TaggingOptions options = options(studio.model(), writesNothing);
      return prefixes.isEmpty()
          ? tagFiles(studio, options, output)
          : new TagObjects(prefixes, destination(), bucket, settings, jobs.jobs())
              .run(
                  studio.objectTagging(options),
                  writesNothing,
                  output,
                  spec.commandLine().getOut());
    }
  }

  private Destination destination() {
    if (out != null && !ObjectKey.isAddress(out)) {
      throw new UsageException("copies of objects go to s3://BUCKET/PREFIX, not to " + out);
    }
    return new Destination(Optional.ofNullable(out).map(ObjectKey::of));
  }

  private int tagFiles(Studio studio, TaggingOptions options, TagOutput output) {
    if (out != null && ObjectKey.isAddress(out)) {
      throw new UsageException("copies of files go into a folder, not to " + out);
    } else if (bucket.estimate()) {
      throw new UsageException("--estimate is for objects of a bucket; see --dry-run");
    }
    Optional<Path> copies = Optional.ofNullable(out).map(Path::of);
    List<Track> tracks = new TrackArguments(arguments.paths(), copies).tracks();
    Path folder = copies.orElseGet(() -> library.existingOrNew(arguments.paths()));
    output.start(tracks.size());
    tag(tracks, folder, studio, options, output);
    return output.finish();
  }

  private void tag(
      List<Track> tracks, Path folder, Studio studio, TaggingOptions options, TagOutput output) {
    if (dryRun) {
      try (Journal journal = Journal.forgetful(LibraryFolder.journal(folder));
          SimilarityIndex index = LuceneIndex.inMemory()) {
        studio.libraryTagger(options, journal, index).tag(tracks, jobs.jobs(), output::add);
      }
      return;
    }
    try (LibraryFolder held = LibraryFolder.hold(folder);
        Journal journal = Journal.open(held.path());
        SimilarityIndex index = LibraryIndex.of(settings, folder).open()) {
      studio.libraryTagger(options, journal, index).tag(tracks, jobs.jobs(), output::add);
    }
  }

  private TaggingOptions options(ModelManifest model, boolean writesNothing) {
    try {
      GenreWords words = genres == null ? GenreWords.of(model) : GenreWords.read(genres, model);
      OptionalDouble least =
          minConfidence == null ? OptionalDouble.empty() : OptionalDouble.of(minConfidence);
      return new TaggingOptions(policy, words, least, overlap.overlap(), again, writesNothing);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
