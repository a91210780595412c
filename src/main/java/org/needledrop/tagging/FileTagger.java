package org.needledrop.tagging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.journal.Journal;
import org.needledrop.journal.JournalEntry;
import org.needledrop.library.FileState;
import org.needledrop.library.Track;
import org.needledrop.tagging.TrackOutcome.Status;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.file.RestorePoint;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagSnapshot;
import org.needledrop.tags.file.TagWriter;

/** Writes a decision into a file and the journal. */
final class FileTagger {

  private final RecordingIdentifier identifier;
  private final TagReader reader = new TagReader();
  private final TagWriter writer;
  private final Journal journal;
  private final TagPlan plan;
  private final TaggingOptions options;

  FileTagger(AudioHash audioHash, Journal journal, TagPlan plan, TaggingOptions options) {
    this.identifier = new RecordingIdentifier(audioHash, journal);
    this.writer = new TagWriter(audioHash::of, options.writing());
    this.journal = journal;
    this.plan = plan;
    this.options = options;
  }

  /**
   * What happened to the file.
   *
   * @param change changed fields, none if it is up to date; empty if it cannot hold tags
   */
  record Written(Status status, Optional<TagChange> change) {}

  /** Writes the decision, unless the journal shows that the file is up to date. */
  Written write(Track track, Recording recording, DecidedAnalysis decided) {
    String fingerprint = options.fingerprint(decided.analysis().method(), decided.label());
    if (isDone(track.target(), recording.audioHash(), fingerprint)) {
      return new Written(Status.UNCHANGED, standing(track.target()));
    }
    Optional<TagFormat> format = TagFormat.of(recording.container(), recording.codec());
    if (format.isEmpty()) {
      return new Written(Status.NOT_TAGGABLE, Optional.empty());
    }
    if (writer.skips(track.target())) {
      return new Written(Status.UNCHANGED, Optional.empty());
    }
    Path base = base(track, recording.audioHash());
    TagSnapshot snapshot = reader.snapshot(base, format.get());
    JournalEntry entry = entry(track.target(), decided, fingerprint, snapshot.own());
    TagChange change = new TagChange(snapshot.own(), entry.written());
    if (!options.dryRun()) {
      write(snapshot, recording, entry);
    }
    boolean unchanged = change.isEmpty() && base.equals(track.target());
    return new Written(unchanged ? Status.UNCHANGED : Status.TAGGED, Optional.of(change));
  }

  /** Returns the fields of a file that is as Needledrop wrote it, as no change. */
  private Optional<TagChange> standing(Path target) {
    return journal
        .entries()
        .find(target)
        .map(entry -> new TagChange(entry.written(), entry.written()));
  }

  private boolean isDone(Path target, String audioHash, String fingerprint) {
    return journal.entries().isDone(target, fingerprint)
        && FileState.ofExisting(target)
            .flatMap(journal.files()::recording)
            .map(Recording::audioHash)
            .filter(audioHash::equals)
            .isPresent();
  }

  /**
   * Returns the file to start from: the copy of an earlier run if there is one, to keep later
   * edits. A copy whose source now holds another recording is replaced; any other file is not.
   */
  private Path base(Track track, String audioHash) {
    if (track.isInPlace() || Files.notExists(track.target())) {
      return track.source();
    }
    if (!journal.entries().contains(track.target())) {
      throw occupied(track, "was not written by Needledrop");
    }
    Recording snapshot = identifier.recording(FileState.of(track.target()));
    if (snapshot.audioHash().equals(audioHash)) {
      return track.target();
    }
    if (!journal.copies().has(track.source(), track.target(), snapshot.audioHash())) {
      throw occupied(track, "holds another recording");
    }
    return track.source();
  }

  private static StorageConflict occupied(Track track, String why) {
    return new StorageConflict(
        track.source(),
        Stage.WRITE,
        "%s already exists and %s; move it or choose another --out".formatted(track.target(), why));
  }

  private JournalEntry entry(
      Path target, DecidedAnalysis decided, String fingerprint, TagFields snapshot) {
    Analysis analysis = decided.analysis();
    TagFields original =
        journal
            .entryOf(target, analysis.audioHash(), snapshot)
            .map(known -> known.originalIn(snapshot))
            .orElse(snapshot);
    return new JournalEntry(
        target,
        analysis.audioHash(),
        analysis.method(),
        fingerprint,
        original,
        plan.wanted(original, decided),
        snapshot);
  }

  private void write(TagSnapshot base, Recording recording, JournalEntry entry) {
    if (!base.file().equals(entry.file())) {
      journal.copies().put(base.file(), entry.file(), entry.audioHash());
    }
    journal.runs().wrote(entry);
    journal.entries().prepare(entry);
    RestorePoint point =
        new RestorePoint(
            entry.original(),
            journal.patches().of(base.file()),
            found -> found.ifPresent(patch -> journal.patches().put(entry.file(), patch)));
    writer.write(base, entry.audioHash(), entry.file(), entry.written(), point);
    journal.files().put(FileState.of(entry.file()), recording);
    journal.entries().done(entry.file());
  }
}
