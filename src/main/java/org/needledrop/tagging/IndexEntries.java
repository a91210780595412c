package org.needledrop.tagging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.analysis.GenreFound;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.Metadata;
import org.needledrop.journal.Journal;
import org.needledrop.journal.JournalEntry;
import org.needledrop.journal.TrackRecord;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.tags.TagNames;

/** Creates the index entries of a library's tracks. */
public final class IndexEntries {

  private final Journal journal;
  private final ModelManifest model;
  private final Decider decider;

  IndexEntries(Journal journal, ModelManifest model, Decider decider) {
    this.journal = journal;
    this.model = model;
    this.decider = decider;
  }

  /** Returns the entries of a library whose tracks are tagged at the model's own thresholds. */
  public static IndexEntries of(Journal journal, ModelManifest model) {
    return new IndexEntries(journal, model, new Decider(journal, DecisionRule.of(model)));
  }

  /** Returns all tracks tagged with the model, without those of other models. */
  public Stream<IndexedTrack> all() {
    return journal.entries().all().flatMap(entry -> of(entry).stream());
  }

  Optional<IndexedTrack> of(JournalEntry entry) {
    return journal
        .analysis(entry.audioHash(), entry.method())
        .filter(this::isOfModel)
        .map(analysis -> asWritten(entry, analysis));
  }

  /** Returns the entry of a file that still exists and holds the recording, if any. */
  public Optional<IndexedTrack> stillThere(String audioHash) {
    return journal.entries().withAudio(audioHash).stream()
        .filter(entry -> Files.exists(entry.file()))
        .flatMap(entry -> of(entry).stream())
        .findFirst();
  }

  /** Returns the entry with the decision that was written. */
  private IndexedTrack asWritten(JournalEntry entry, Analysis analysis) {
    String path = entry.file().toString();
    Metadata metadata = metadata(entry.file());
    if (journal.label(entry.audioHash()).isPresent()) {
      return of(path, metadata, analysis);
    }
    Optional<String> abstained =
        Optional.ofNullable(entry.written().customFields().get(TagNames.ABSTAINED));
    Optional<String> genre =
        scores(analysis.result())
            .filter(_ -> abstained.isEmpty())
            .map(scores -> model.genres().get(scores.topGenre()));
    return track(path, metadata, analysis, genre, abstained);
  }

  /** Returns whether the sizes match the model's; damaged data may not. */
  private boolean fits(ScoringResult result) {
    return scores(result).stream()
        .allMatch(
            scores ->
                scores.probabilities().length == model.genres().size()
                    && scores.embedding().length == model.embeddingSize());
  }

  private boolean isOfModel(Analysis analysis) {
    return analysis.method().model().equals(model.idWithBase()) && fits(analysis.result());
  }

  private Metadata metadata(Path file) {
    return journal.files().metadata(file).orElse(Metadata.NONE);
  }

  /** Returns the entry of a recorded object; empty if it was analysed with another model. */
  public Optional<IndexedTrack> ifOfModel(String address, TrackRecord record) {
    return Optional.of(record.analysis())
        .filter(this::isOfModel)
        .map(analysis -> of(address, record.metadata().orElse(Metadata.NONE), analysis));
  }

  /**
   * Returns the entry of a track, tagged or not.
   *
   * @param path of its file, or address of its object
   */
  public IndexedTrack of(String path, Metadata metadata, Analysis analysis) {
    return of(path, metadata, decider.decide(analysis));
  }

  /** Returns the entry of a file of the library. */
  public IndexedTrack of(Path file, Analysis analysis) {
    return of(file.toString(), metadata(file), analysis);
  }

  IndexedTrack of(String path, Metadata metadata, DecidedAnalysis decided) {
    Analysis analysis = decided.analysis();
    return switch (decided.decision()) {
      case GenreFound found ->
          track(path, metadata, analysis, Optional.of(found.genre()), Optional.empty());
      case Abstention abstention ->
          track(
              path,
              metadata,
              analysis,
              Optional.empty(),
              Optional.of(abstention.reason().toString()));
    };
  }

  private IndexedTrack track(
      String path,
      Metadata metadata,
      Analysis analysis,
      Optional<String> genre,
      Optional<String> abstained) {
    return new IndexedTrack(
        analysis.audioHash(),
        path,
        metadata,
        model.id(),
        analysis.audio().duration().toMillis() / 1000.0,
        model.genres(),
        genre,
        abstained,
        scores(analysis.result()));
  }

  private static Optional<TrackScores> scores(ScoringResult result) {
    return switch (result) {
      case ScoringResult.NotScorable _ -> Optional.empty();
      case ScoringResult.Scored(TrackScores scores) -> Optional.of(scores);
    };
  }
}
