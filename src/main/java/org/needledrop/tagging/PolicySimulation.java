package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.journal.Journal;
import org.needledrop.journal.JournalEntry;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tags.TagFields;

/**
 * Simulates tagging a library with other options. Uses stored analyses and tags; reads no files.
 */
public final class PolicySimulation {

  private final Journal journal;
  private final ModelManifest model;
  private final Decider decider;
  private final TagPlan plan;

  PolicySimulation(Journal journal, ModelManifest model, Decider decider, TagPlan plan) {
    this.journal = journal;
    this.model = model;
    this.decider = decider;
    this.plan = plan;
  }

  /** A file and the change of its tags, which may be empty. */
  public record Outcome(Path file, String audioHash, TagChange change) {}

  /** Streams the outcome for all files tagged with the model, ordered by path. */
  public Stream<Outcome> outcomes() {
    return journal.entries().all().flatMap(entry -> outcome(entry).stream());
  }

  private Optional<Outcome> outcome(JournalEntry entry) {
    return journal
        .analysis(entry.audioHash(), entry.method())
        .filter(analysis -> analysis.method().model().equals(model.idWithBase()))
        .map(
            analysis -> {
              TagFields wanted = plan.wanted(entry.original(), decider.decide(analysis));
              return new Outcome(
                  entry.file(), entry.audioHash(), new TagChange(entry.written(), wanted));
            });
  }
}
