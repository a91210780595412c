package org.needledrop.tagging;

import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.tags.TagNames;

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
        .filter(this::isOfModel)
        .map(analysis -> asWritten(entry, analysis));
  }

  /** Of another file of a recording, or of the same, as long as it is there. */
  public Optional<IndexedTrack> stillThere(String audioHash) {
    return journal.entries().withAudio(audioHash).stream()
        .filter(entry -> Files.exists(entry.file()))
        .flatMap(entry -> of(entry).stream())
        .findFirst();
  }

  /** With the genre that was decided on then, or none, whatever the options were. */
  private IndexedTrack asWritten(JournalEntry entry, Analysis analysis) {
    String path = entry.file().toString();
    if (journal.label(entry.audioHash()).isPresent()) {
      return of(path, analysis);
    }
    Optional<String> abstained =
        Optional.ofNullable(entry.written().marks().get(TagNames.ABSTAINED));
    Optional<String> genre =
        scores(analysis.hearing())
            .filter(_ -> abstained.isEmpty())
            .map(scores -> model.genres().get(scores.topGenre()));
    return track(path, analysis, genre, abstained);
  }

  /** Damage can leave more or fewer numbers than the model gives. */
  private boolean fits(Hearing hearing) {
    return scores(hearing).stream()
        .allMatch(
            scores ->
                scores.probabilities().length == model.genres().size()
                    && scores.embedding().length == model.embeddingSize());
  }

  private boolean isOfModel(Analysis analysis) {
    return TaggingOptions.isMethodOf(model.idWithBase(), analysis.method())
        && fits(analysis.hearing());
  }

  /** Of a track that some model heard; empty where that was another one. */
  public Optional<IndexedTrack> ifOfModel(String path, Analysis analysis) {
    return Optional.of(analysis).filter(this::isOfModel).map(heard -> of(path, heard));
  }

  /**
   * Of a track, tagged or not.
   *
   * @param path of its file, or address of its object
   */
  public IndexedTrack of(String path, Analysis analysis) {
    Decision decision = decide(analysis, journal.label(analysis.audioHash()));
    return switch (decision) {
      case GenreFound found -> track(path, analysis, Optional.of(found.genre()), Optional.empty());
      case Abstention abstention ->
          track(path, analysis, Optional.empty(), Optional.of(abstention.reason().toString()));
    };
  }

  private IndexedTrack track(
      String path, Analysis analysis, Optional<String> genre, Optional<String> abstained) {
    return new IndexedTrack(
        analysis.audioHash(),
        path,
        model.id(),
        analysis.audio().duration().toMillis() / 1000.0,
        model.genres(),
        genre,
        abstained,
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
