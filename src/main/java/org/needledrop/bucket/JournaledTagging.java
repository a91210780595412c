package org.needledrop.bucket;

import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioHash;
import org.needledrop.journal.Journal;
import org.needledrop.journal.TrackRecord;
import org.needledrop.library.Track;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tagging.FileTagger;
import org.needledrop.tagging.TaggingOptions;
import org.needledrop.tagging.TrackReport;
import org.needledrop.tagging.TrackTagger;
import org.needledrop.tags.TagFields;

/** Tags each object with a journal of its own, which holds only that object. */
public record JournaledTagging(
    AudioHash audioHash, TrackAnalyzer analyzer, ModelManifest model, TaggingOptions options)
    implements FileTagging {

  @Override
  public Tagged tag(Path file, Optional<TrackRecord> known) {
    try (Journal journal = Journal.inMemory()) {
      known.ifPresent(track -> journal.restore(file, track));
      TrackReport report = tagger(journal).tag(Track.inPlace(file));
      if (report.failure().isPresent()) {
        throw report.failure().get();
      }
      Analysis analysis = report.analysis().orElseThrow();
      return new Tagged(report, journal.record(file).orElseGet(() -> untaggable(analysis)));
    }
  }

  private TrackTagger tagger(Journal journal) {
    return new TrackTagger(
        audioHash,
        analyzer,
        new FileTagger(audioHash, journal, model, options),
        SimilarityIndex.none(),
        journal,
        model,
        options);
  }

  /** Returns the record of a file that was analysed but cannot hold tags. */
  private TrackRecord untaggable(Analysis analysis) {
    return new TrackRecord(
        fingerprint(), TagFields.NONE, TagFields.NONE, Optional.empty(), analysis);
  }

  @Override
  public Optional<String> outage() {
    return analyzer.outage();
  }

  @Override
  public String fingerprint() {
    return options.fingerprint(options.method(model));
  }

  @Override
  public String failureFingerprint() {
    return FileTagging.super.failureFingerprint() + (options.partial() ? "|partial" : "");
  }

  @Override
  public boolean failsAgain(String before) {
    return !options.again() && FileTagging.super.failsAgain(before);
  }

  @Override
  public boolean isSettled(String before) {
    return !options.again() && FileTagging.super.isSettled(before);
  }
}
