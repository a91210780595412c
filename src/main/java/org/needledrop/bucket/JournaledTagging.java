package org.needledrop.bucket;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.Journal;
import org.needledrop.journal.TrackRecord;
import org.needledrop.library.Track;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tagging.TrackReport;
import org.needledrop.tags.TagFields;

/** Tags each object with a journal of its own, which holds only that object. */
public record JournaledTagging(Tagging tagging) implements FileTagging {

  @Override
  public Outcome tag(Path file, Optional<TrackRecord> known) {
    try (Journal journal = Journal.inMemory()) {
      known.ifPresent(track -> journal.restore(file, track));
      TrackReport report =
          tagging.trackTagger(journal, SimilarityIndex.none()).tag(Track.inPlace(file));
      return switch (report.outcome()) {
        case TrackOutcome.Finished finished ->
            new Tagged(finished, journal.record(file).orElseGet(() -> untaggable(finished)));
        case TrackOutcome.Failed(TrackFailure failure) -> new Failed(failure);
      };
    }
  }

  /** Returns the record of a file that was analysed but cannot hold tags. */
  private TrackRecord untaggable(TrackOutcome.Finished finished) {
    return new TrackRecord(
        fingerprint(),
        TagFields.NONE,
        TagFields.NONE,
        Optional.empty(),
        finished.decided().analysis(),
        Optional.of(finished.recording().metadata()));
  }

  @Override
  public Optional<String> outage() {
    return tagging.outage();
  }

  @Override
  public String fingerprint() {
    return tagging.fingerprint();
  }

  @Override
  public String failureFingerprint() {
    return FileTagging.super.failureFingerprint() + (tagging.options().partial() ? "|partial" : "");
  }

  @Override
  public boolean failsAgain(String before) {
    return !tagging.options().again() && FileTagging.super.failsAgain(before);
  }

  @Override
  public boolean isSettled(String before) {
    return !tagging.options().again() && FileTagging.super.isSettled(before);
  }
}
