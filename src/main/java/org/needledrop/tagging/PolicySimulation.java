package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.analysis.Decision;
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
  private final IndexEntries entries;
  private final TagPlan plan;

  public PolicySimulation(Journal journal, ModelManifest model, TaggingOptions options) {
    this.journal = journal;
    this.model = model;
    this.entries = new IndexEntries(journal, model, options.rule(model));
    this.plan = new TagPlan(model, options);
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
              Decision decision = entries.decide(analysis, journal.label(entry.audioHash()));
              TagFields wanted = plan.wanted(entry.original(), analysis, decision);
              return new Outcome(
                  entry.file(), entry.audioHash(), new TagChange(entry.written(), wanted));
            });
  }
}
