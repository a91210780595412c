package org.needledrop.journal;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.file.RestorePatch;

/**
 * Stores analyses, written tags and original tags in an SQLite file that survives crashes.
 * Recordings are identified by their audio hash, so renamed, moved and re-tagged files are not
 * analysed again.
 */
public final class Journal implements AutoCloseable {

  private static final String FILE_NAME = "journal.db";

  private final JournalDatabase database;
  private final FileTable files;
  private final AnalysisTable analyses;
  private final EntryTable entries;
  private final CopyTable copies;
  private final PatchTable patches;
  private final LabelTable labels;
  private final RunTable runs;

  Journal(JournalDatabase database) {
    this.database = database;
    this.files = new FileTable(database);
    this.analyses = new AnalysisTable(database);
    this.entries = new EntryTable(database);
    this.copies = new CopyTable(database);
    this.patches = new PatchTable(database);
    this.labels = new LabelTable(database);
    this.runs = new RunTable(database);
  }

  /**
   * Opens the journal in a folder; creates it if there is none.
   *
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static Journal open(Path folder) {
    return new Journal(JournalDatabase.open(folder.resolve(FILE_NAME)));
  }

  /** Returns whether a folder has a journal. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE_NAME));
  }

  /** Returns an empty journal in memory. */
  public static Journal inMemory() {
    return new Journal(JournalDatabase.inMemory());
  }

  /**
   * Returns a copy of the folder's journal, whose changes are discarded. It is not in memory: the
   * journal of 100,000 tracks has about a gigabyte.
   */
  public static Journal readOnlyCopy(Path folder) {
    JournalDatabase database = JournalDatabase.temporary();
    if (isIn(folder)) {
      database.copyFrom(folder.resolve(FILE_NAME));
    }
    return new Journal(database);
  }

  /** Restores a track from a record. */
  public void restore(Path file, TrackRecord record) {
    analyses.put(record.analysis());
    entries.prepare(
        new JournalEntry(
            file,
            record.analysis().audioHash(),
            record.analysis().method(),
            record.fingerprint(),
            record.original(),
            record.written(),
            record.replaced().orElse(record.written())));
  }

  /** Returns the record of a track, to restore it in another journal; empty if never tagged. */
  public Optional<TrackRecord> record(Path file) {
    return entries
        .find(file)
        .flatMap(
            entry ->
                analysis(entry.audioHash(), entry.method())
                    .map(
                        analysis ->
                            new TrackRecord(
                                entry.fingerprint(),
                                entry.original(),
                                entry.written(),
                                Optional.of(entry.replaced()),
                                analysis,
                                files.metadata(file))));
  }

  public FileTable files() {
    return files;
  }

  public EntryTable entries() {
    return entries;
  }

  public RunTable runs() {
    return runs;
  }

  public CopyTable copies() {
    return copies;
  }

  public PatchTable patches() {
    return patches;
  }

  /** Returns the analysis of a recording by a method, if there is one. */
  public Optional<Analysis> analysis(String audioHash, AnalysisMethod method) {
    return analyses.find(audioHash, method);
  }

  /**
   * Returns the analysis of a recording by a method, or the most complete one of more of its
   * snippets, which a run with {@code --sample} must not replace by a poorer one.
   */
  public Optional<Analysis> analysisOfAtLeast(String audioHash, AnalysisMethod method) {
    return analyses.all(audioHash).stream()
        .filter(analysis -> analysis.method().includes(method))
        .max(Comparator.comparingDouble(analysis -> analysis.method().sample()));
  }

  /**
   * Returns the analysis of a recording by a model with any overlap and sample; prefers one of all
   * snippets.
   */
  public Optional<Analysis> analysisOfModel(String audioHash, String modelId) {
    return analyses.all(audioHash).stream()
        .filter(analysis -> analysis.method().model().equals(modelId))
        .findFirst();
  }

  /** Returns the analyses of a recording by a network, with any head, overlap and sample. */
  public Stream<Analysis> analysesOfNetwork(String audioHash, String network) {
    return analyses.all(audioHash).stream()
        .filter(analysis -> analysis.method().isOfNetwork(network));
  }

  /** Returns the user label of a recording, if any. */
  public Optional<String> label(String audioHash) {
    return labels.find(audioHash);
  }

  /** Returns all user labels, ordered by path. */
  public List<TrackLabel> labels() {
    return labels.all();
  }

  /** Stores a user label; it is written when the track is tagged next. */
  public void label(TrackLabel label) {
    labels.put(label);
    entries.invalidate(label.audioHash());
  }

  /** Deletes the user label of a recording. */
  public void forgetLabel(String audioHash) {
    labels.delete(audioHash);
    entries.invalidate(audioHash);
  }

  public void remember(Analysis analysis) {
    analyses.put(analysis);
  }

  /**
   * Returns the entry of a file that still has the tags Needledrop wrote: its own entry, or that of
   * a missing file with the same recording, which is assumed to have been moved here, or that of
   * another name of the same file.
   */
  public Optional<JournalEntry> entryOf(Path file, String audioHash, TagFields standing) {
    Predicate<JournalEntry> untouched = entry -> entry.left(standing);
    return entries
        .find(file)
        .filter(untouched)
        .or(() -> gone(audioHash).filter(untouched).findFirst().map(entry -> move(entry, file)))
        .or(() -> otherNames(file, audioHash).filter(untouched).findFirst().map(named(file)));
  }

  /** Returns the entry of a recording, by its current, its former or another path. */
  public Optional<JournalEntry> entryOf(Path file, String audioHash) {
    return entries
        .find(file)
        .filter(entry -> entry.audioHash().equals(audioHash))
        .or(() -> gone(audioHash).findFirst().map(entry -> move(entry, file)))
        .or(() -> otherNames(file, audioHash).findFirst().map(named(file)));
  }

  /** Marks a file as undone, under all its names. */
  public void undone(Path file, String audioHash) {
    names(file, audioHash)
        .forEach(
            name -> {
              entries.undone(name);
              patches.remove(name);
            });
  }

  /** Returns how to restore a file, whichever of its names it was written under. */
  public List<RestorePatch> patches(Path file, String audioHash) {
    return names(file, audioHash).flatMap(name -> patches.of(name).stream()).toList();
  }

  /** Returns all names of a file that the journal knows. */
  private Stream<Path> names(Path file, String audioHash) {
    return Stream.concat(Stream.of(file), otherNames(file, audioHash).map(JournalEntry::file));
  }

  /** Returns the entries of the same file by other names. */
  private Stream<JournalEntry> otherNames(Path file, String audioHash) {
    return entries.withAudio(audioHash).stream()
        .filter(entry -> !entry.file().equals(file) && FileNames.areSame(entry.file(), file));
  }

  /**
   * Renames entries to a file: a hard link has an entry of its own; another spelling, as in a file
   * system that ignores case or Unicode's normal forms, replaces the former one.
   */
  private UnaryOperator<JournalEntry> named(Path file) {
    return entry -> FileNames.hasSeveral(file) ? entry.movedTo(file) : move(entry, file);
  }

  private Stream<JournalEntry> gone(String audioHash) {
    return entries.withAudio(audioHash).stream().filter(entry -> Files.notExists(entry.file()));
  }

  private JournalEntry move(JournalEntry entry, Path file) {
    entries.move(entry.file(), file);
    runs.move(entry.file(), file);
    patches.move(entry.file(), file);
    return entry.movedTo(file);
  }

  @Override
  public void close() {
    database.close();
  }
}
