package org.needledrop.tagging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.Decision;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.failure.Stage;
import org.needledrop.failure.StorageConflict;
import org.needledrop.journal.Journal;
import org.needledrop.journal.JournalEntry;
import org.needledrop.library.FileState;
import org.needledrop.library.Track;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tagging.TrackReport.Status;
import org.needledrop.tags.TagFields;
import org.needledrop.tags.TagFormat;
import org.needledrop.tags.file.RestorePoint;
import org.needledrop.tags.file.TagReader;
import org.needledrop.tags.file.TagSnapshot;
import org.needledrop.tags.file.TagWriter;

/** Writes a decision into a file and the journal. */
public final class FileTagger {

  private final RecordingIdentifier recogniser;
  private final TagReader reader = new TagReader();
  private final TagWriter writer;
  private final Journal journal;
  private final TaggingOptions options;
  private final TagPlan plan;

  public FileTagger(
      AudioHash audioHash, Journal journal, ModelManifest model, TaggingOptions options) {
    this.recogniser = new RecordingIdentifier(audioHash, journal);
    this.writer = new TagWriter(audioHash::of);
    this.journal = journal;
    this.options = options;
    this.plan = new TagPlan(model, options);
  }

  /**
   * What happened to the file.
   *
   * @param change changed fields; empty if the file was not read
   */
  record Outcome(Status status, Optional<TagChange> change) {}

  /**
   * Writes the decision, unless the journal shows that the file is up to date.
   *
   * @param label user label at the time of the decision; it may have changed since
   */
  Outcome write(
      Track track,
      Recording recording,
      Analysis analysis,
      Decision decision,
      Optional<String> label) {
    String fingerprint = options.fingerprint(analysis.method(), label);
    if (isDone(track.target(), recording.audioHash(), fingerprint)) {
      return new Outcome(Status.UNCHANGED, Optional.empty());
    }
    Optional<TagFormat> format = TagFormat.of(recording.container(), recording.codec());
    if (format.isEmpty()) {
      return new Outcome(Status.NOT_TAGGABLE, Optional.empty());
    }
    format.get().requireFittingName(track.source());
    Path base = base(track, recording.audioHash());
    TagSnapshot snapshot = reader.snapshot(base, format.get());
    JournalEntry entry = entry(track.target(), analysis, decision, fingerprint, snapshot.own());
    TagChange change = new TagChange(snapshot.own(), entry.written());
    if (!options.dryRun()) {
      write(snapshot, recording, entry);
    }
    boolean unchanged = change.isEmpty() && base.equals(track.target());
    return new Outcome(unchanged ? Status.UNCHANGED : Status.TAGGED, Optional.of(change));
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
    Recording snapshot = recogniser.recording(FileState.of(track.target()));
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
      Path target, Analysis analysis, Decision decision, String fingerprint, TagFields snapshot) {
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
        plan.wanted(original, analysis, decision),
        snapshot);
  }

  private void write(TagSnapshot base, Recording recording, JournalEntry entry) {
    if (!base.file().equals(entry.file())) {
      journal.copies().put(base.file(), entry.file(), entry.audioHash());
    }
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
