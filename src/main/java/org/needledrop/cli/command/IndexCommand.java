package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.needledrop.bucket.RecordedTracks;
import org.needledrop.cli.option.ExcludeOption;
import org.needledrop.cli.option.ExistingLibrary;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.UsageException;
import org.needledrop.cli.report.StandardOutput;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.cli.setup.LibraryIndex;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.library.Exclusions;
import org.needledrop.library.TrackFiles;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.similarity.TrackLines;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.tagging.IndexEntries;
import org.needledrop.tagging.TaggedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop index}. */
@Command(
    name = "index",
    description = "Rebuilds, exports, imports or prunes the similarity index.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop index rebuild Music               from the journal; reads no track",
      "  needledrop index rebuild Music --from-tags   from the tags, if the journal is lost",
      "  needledrop index rebuild Music --from-records s3://bucket",
      "  needledrop index export Music tracks.jsonl",
      "  needledrop index import Music tracks.jsonl",
      "  needledrop index prune Music                 removes tracks whose files are gone"
    })
final class IndexCommand implements Runnable {

  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  IndexCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing command: rebuild, export, import or prune");
  }

  @Command(
      name = "rebuild",
      description = "Rebuilds the index. Searches use the old index until the new one is complete.",
      mixinStandardHelpOptions = true)
  int rebuild(
      @Parameters(paramLabel = "LIBRARY", description = "Folder with .needledrop.") Path library,
      @Option(
              names = "--from-tags",
              description =
                  "Read the tags of all tracks. They hold genre profiles, but no embeddings."
                      + " Exit code 1 if a file or folder cannot be read.")
          boolean fromTags,
      @Option(
              names = "--from-records",
              paramLabel = "s3://BUCKET",
              description = "Read the records of the objects in a bucket. No object is downloaded.")
          String bucket,
      @Mixin ExcludeOption exclude,
      @Mixin ModelOption modelOption) {
    Path modelFolder = modelOption.orElse(settings.model());
    ModelManifest model = ModelManifest.read(modelFolder);
    if (fromTags && bucket != null) {
      throw new UsageException("--from-tags and --from-records exclude each other");
    }
    boolean fromJournal = !fromTags && bucket == null;
    List<TrackFailure> unreadable = new ArrayList<>();
    try (LibraryFolder held = hold(library, fromJournal);
        Journal journal = Journal.open(held.path());
        SimilarityIndex index = LibraryIndex.of(settings, library).open()) {
      IndexEntries entries = IndexEntries.of(journal, model);
      if (fromTags) {
        index.replaceAll(fromTags(library, exclude.exclusions(), model, unreadable::add));
      } else if (bucket != null) {
        fromRecords(index, ObjectKey.of(bucket).bucket(), entries, exclude.exclusions());
      } else {
        index.replaceAll(kept(entries.all(), library, exclude.exclusions()));
      }
    }
    unreadable.forEach(failure -> spec.commandLine().getErr().println(failure.getMessage()));
    int exitCode = report(library, "the index holds %d tracks");
    return unreadable.isEmpty() ? exitCode : ExitCode.SOFTWARE;
  }

  private static LibraryFolder hold(Path library, boolean fromJournal) {
    return LibraryFolder.hold(
        fromJournal ? ExistingLibrary.withJournal(library) : ExistingLibrary.orFolder(library));
  }

  /** Returns the tracks that are not excluded: by their path below the library, or by their key. */
  private static Stream<IndexedTrack> kept(
      Stream<IndexedTrack> tracks, Path library, Exclusions exclusions) {
    Path root = library.toAbsolutePath().normalize();
    return tracks.filter(track -> !exclusions.leaveOut(below(root, track.path())));
  }

  private static Path below(Path root, String path) {
    if (ObjectKey.isAddress(path)) {
      return Path.of(ObjectKey.of(path).key());
    }
    Path file = Path.of(path);
    return file.startsWith(root) ? root.relativize(file) : file;
  }

  private void fromRecords(
      SimilarityIndex index, String bucket, IndexEntries entries, Exclusions exclusions) {
    try (ObjectStore store = S3ObjectStore.open(settings.s3Endpoint())) {
      Stream<IndexedTrack> tracks = new RecordedTracks(store, entries).all(bucket);
      index.replaceAll(kept(tracks, Path.of("/"), exclusions));
    }
  }

  private Stream<IndexedTrack> fromTags(
      Path library, Exclusions exclusions, ModelManifest model, Consumer<TrackFailure> unreadable) {
    List<Path> files =
        TrackFiles.below(
            library.toAbsolutePath().normalize(), Optional.empty(), exclusions, unreadable);
    return new TaggedFiles(ConfiguredAnalysis.audioHash(settings), model).read(files, unreadable);
  }

  @Command(
      name = "export",
      description = "Writes all tracks of the index as JSON lines.",
      mixinStandardHelpOptions = true)
  int export(
      @Parameters(paramLabel = "LIBRARY", description = "Folder with .needledrop.") Path library,
      @Parameters(paramLabel = "FILE", description = "Output file; - for standard output.")
          Path file)
      throws IOException {
    try (SimilaritySearch search = search(library)) {
      try (Writer lines =
          file.toString().equals("-") ? StandardOutput.writer() : Files.newBufferedWriter(file)) {
        TrackLines.write(search.all(), lines);
      }
    }
    return ExitCode.OK;
  }

  @Command(
      name = "import",
      description = "Adds exported tracks to the index; replaces those already in it.",
      mixinStandardHelpOptions = true)
  int importTracks(
      @Parameters(paramLabel = "LIBRARY", description = "Folder with .needledrop.") Path library,
      @Parameters(paramLabel = "FILE", description = "File written by export.") Path file) {
    write(
        library,
        index -> {
          try (Stream<IndexedTrack> tracks = TrackLines.read(file)) {
            tracks.forEach(index::put);
          }
        });
    return report(library, "the index holds %d tracks");
  }

  @Command(
      name = "prune",
      description =
          "Removes tracks whose files are gone, unless another file holds the same recording.",
      mixinStandardHelpOptions = true)
  int prune(
      @Parameters(paramLabel = "LIBRARY", description = "Folder with .needledrop.") Path library,
      @Mixin ModelOption modelOption) {
    List<String> gone = gone(library);
    ModelManifest model = ModelManifest.read(modelOption.orElse(settings.model()));
    List<IndexedTrack> elsewhere;
    Path folder = LibraryFolder.journal(ExistingLibrary.withJournal(library));
    try (Journal journal = Journal.open(folder)) {
      IndexEntries entries = IndexEntries.of(journal, model);
      elsewhere = gone.stream().flatMap(hash -> entries.stillThere(hash).stream()).toList();
    }
    write(
        library,
        index -> {
          gone.forEach(index::delete);
          elsewhere.forEach(index::put);
        });
    print("removed %d tracks from the index".formatted(gone.size() - elsewhere.size()));
    return ExitCode.OK;
  }

  /** Returns the hashes of recordings whose file no longer exists at its indexed path. */
  private List<String> gone(Path library) {
    try (SimilaritySearch search = search(library)) {
      return search
          .all()
          .filter(track -> !ObjectKey.isAddress(track.path()))
          .filter(track -> Files.notExists(Path.of(track.path())))
          .map(IndexedTrack::audioHash)
          .toList();
    }
  }

  private void write(Path library, Consumer<SimilarityIndex> change) {
    try (LibraryFolder _ = LibraryFolder.hold(ExistingLibrary.withJournal(library));
        SimilarityIndex index = LibraryIndex.of(settings, library).open()) {
      change.accept(index);
      index.commit();
    }
  }

  private SimilaritySearch search(Path library) {
    return LibraryIndex.of(settings, ExistingLibrary.withFolder(library)).search();
  }

  private int report(Path library, String words) {
    try (SimilaritySearch search = search(library)) {
      print(words.formatted(search.statistics().tracks()));
    }
    return ExitCode.OK;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
