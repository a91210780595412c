package org.needledrop.tagging;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.tags.TagFields;

/**
 * Which tags of a library would be others under other options. It looks at what was heard and
 * written; no file is read.
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

  /** A file as it was tagged, and as it would be; the change may be empty. */
  public record Outcome(Path file, String audioHash, TagChange change) {}

  /** All files that were tagged with the model, in the order of their paths. */
  public Stream<Outcome> outcomes() {
    return journal.entries().all().flatMap(entry -> outcome(entry).stream());
  }

  private Optional<Outcome> outcome(JournalEntry entry) {
    return journal
        .analysis(entry.audioHash(), entry.method())
        .filter(analysis -> TaggingOptions.isMethodOf(model.idWithBase(), analysis.method()))
        .map(
            analysis -> {
              Decision decision = entries.decide(analysis, journal.label(entry.audioHash()));
              TagFields wanted = plan.wanted(entry.original(), analysis, decision);
              return new Outcome(
                  entry.file(), entry.audioHash(), new TagChange(entry.written(), wanted));
            });
  }
}
