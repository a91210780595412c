package org.needledrop.tagging;

import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.similarity.IndexedTrack;

/** What the similarity index keeps of the tracks of a library. */
public final class IndexEntries {

  private final Journal journal;
  private final ModelManifest model;
  private final DecisionRule rule;

  public IndexEntries(Journal journal, ModelManifest model, DecisionRule rule) {
    this.journal = journal;
    this.model = model;
    this.rule = rule;
  }

  /** All tracks that were tagged with the model; what other models heard is left out. */
  public Stream<IndexedTrack> all() {
    return journal.entries().all().flatMap(entry -> of(entry).stream());
  }

  Optional<IndexedTrack> of(JournalEntry entry) {
    return journal
        .analysis(entry.audioHash(), entry.method())
        .flatMap(analysis -> ifOfModel(entry.file().toString(), analysis));
  }

  /** Damage can leave more or fewer numbers than the model gives. */
  private boolean fits(Hearing hearing) {
    return scores(hearing).stream()
        .allMatch(
            scores ->
                scores.probabilities().length == model.genres().size()
                    && scores.embedding().length == model.embeddingSize());
  }

  /** Of a track that some model heard; empty where that was another one. */
  public Optional<IndexedTrack> ifOfModel(String path, Analysis analysis) {
    return TaggingOptions.isMethodOf(model.id(), analysis.method()) && fits(analysis.hearing())
        ? Optional.of(of(path, analysis))
        : Optional.empty();
  }

  /**
   * Of a track, tagged or not.
   *
   * @param path of its file, or address of its object
   */
  public IndexedTrack of(String path, Analysis analysis) {
    Decision decision = decide(analysis, journal.label(analysis.audioHash()));
    return new IndexedTrack(
        analysis.audioHash(),
        path,
        model.id(),
        analysis.audio().duration().toMillis() / 1000.0,
        model.genres(),
        decision instanceof GenreFound found ? Optional.of(found.genre()) : Optional.empty(),
        decision instanceof Abstention abstention
            ? Optional.of(abstention.reason().toString())
            : Optional.empty(),
        scores(analysis.hearing()));
  }

  /**
   * What a person said of the track, or else what follows from its scores.
   *
   * @param label as the journal has it
   */
  Decision decide(Analysis analysis, Optional<String> label) {
    return label
        .<Decision>map(genre -> new GenreFound(genre, 1))
        .orElseGet(() -> rule.decide(analysis.hearing()));
  }

  private static Optional<TrackScores> scores(Hearing hearing) {
    return switch (hearing) {
      case Hearing.Unscorable _ -> Optional.empty();
      case Hearing.Scored(TrackScores scores) -> Optional.of(scores);
    };
  }
}
