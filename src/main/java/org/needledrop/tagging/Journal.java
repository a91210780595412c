package org.needledrop.tagging;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.needledrop.tags.TagFields;

/**
 * What was found, what was written and what stood there before: an SQLite file that survives a
 * kill. It recognises a recording by its audio hash, so renamed, moved and re-tagged files are not
 * listened to again.
 */
public final class Journal implements AutoCloseable {

  private static final String FILE_NAME = "journal.db";

  private final JournalDatabase database;
  private final FileTable files;
  private final AnalysisTable analyses;
  private final EntryTable entries;
  private final CopyTable copies;
  private final LabelTable labels;

  Journal(JournalDatabase database) {
    this.database = database;
    this.files = new FileTable(database);
    this.analyses = new AnalysisTable(database);
    this.entries = new EntryTable(database);
    this.copies = new CopyTable(database);
    this.labels = new LabelTable(database);
  }

  /**
   * Opens the journal in a folder, or makes it there.
   *
   * @throws UncheckedIOException when the folder cannot be written
   */
  public static Journal open(Path folder) {
    return new Journal(JournalDatabase.open(folder.resolve(FILE_NAME)));
  }

  /** Whether a folder has a journal. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE_NAME));
  }

  /** Knows nothing, and is gone when it is closed. */
  public static Journal inMemory() {
    return new Journal(JournalDatabase.inMemory());
  }

  /** Knows what the folder's journal knows, if there is one, and keeps nothing. */
  public static Journal forgetful(Path folder) {
    JournalDatabase database = JournalDatabase.inMemory();
    if (isIn(folder)) {
      database.copyFrom(folder.resolve(FILE_NAME));
    }
    return new Journal(database);
  }

  /** Learns of a track what another journal knew. */
  public void learn(Path file, TrackRecord record) {
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

  /** What another journal may learn of a track; empty when it was never tagged. */
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
                                analysis)));
  }

  FileTable files() {
    return files;
  }

  EntryTable entries() {
    return entries;
  }

  CopyTable copies() {
    return copies;
  }

  /** What was heard in a recording by a method, if it was listened to. */
  public Optional<Analysis> analysis(String audioHash, String method) {
    return analyses.find(audioHash, method);
  }

  /**
   * What was heard in a recording by a model, whatever the slicing: all snippets rather than some.
   */
  Optional<Analysis> analysisOfModel(String audioHash, String modelId) {
    return analyses.all(audioHash).stream()
        .filter(analysis -> TaggingOptions.isMethodOf(modelId, analysis.method()))
        .findFirst();
  }

  /** What a network heard in a recording, whatever the head, whose embedding it is, and slicing. */
  Stream<Analysis> analysesOfNetwork(String audioHash, String network) {
    return analyses.all(audioHash).stream()
        .filter(analysis -> TaggingOptions.isMethodOfNetwork(network, analysis.method()));
  }

  /** The genre that a person gave to a recording, if one did. */
  public Optional<String> label(String audioHash) {
    return labels.find(audioHash);
  }

  /** All genres that persons gave, in the order of the paths. */
  public List<TrackLabel> labels() {
    return labels.all();
  }

  /** Keeps the genre that a person gave; it is written when the track is tagged next. */
  public void label(TrackLabel label) {
    labels.put(label);
    entries.reconsider(label.audioHash());
  }

  /** Forgets what a person said of a recording. */
  public void forgetLabel(String audioHash) {
    labels.delete(audioHash);
    entries.reconsider(audioHash);
  }

  void remember(Analysis analysis) {
    analyses.put(analysis);
  }

  /**
   * The entry of a file that still holds what Needledrop left: its own, or that of a file with the
   * same recording that is gone from where it was and is taken to have moved here.
   */
  Optional<JournalEntry> entryOf(Path file, String audioHash, TagFields standing) {
    Predicate<JournalEntry> untouched = entry -> entry.left(standing);
    return entries
        .find(file)
        .filter(untouched)
        .or(() -> gone(audioHash).filter(untouched).findFirst().map(entry -> move(entry, file)));
  }

  /** The entry of a recording, under the path where it was tagged or the one where it is now. */
  Optional<JournalEntry> entryOf(Path file, String audioHash) {
    return entries
        .find(file)
        .filter(entry -> entry.audioHash().equals(audioHash))
        .or(() -> gone(audioHash).findFirst().map(entry -> move(entry, file)));
  }

  private Stream<JournalEntry> gone(String audioHash) {
    return entries.withAudio(audioHash).stream().filter(entry -> Files.notExists(entry.file()));
  }

  private JournalEntry move(JournalEntry entry, Path file) {
    entries.move(entry.file(), file);
    return entry.movedTo(file);
  }

  @Override
  public void close() {
    database.close();
  }
}
