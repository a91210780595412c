package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.analysis.GenreFound;
import org.needledrop.journal.Journal;

/** Decides on a recording: the user's label if the journal has one, or else the scores. */
record Decider(Journal journal, DecisionRule rule) {

  DecidedAnalysis decide(Analysis analysis) {
    Optional<String> label = journal.label(analysis.audioHash());
    Decision decision =
        label
            .<Decision>map(genre -> new GenreFound(genre, 1))
            .orElseGet(() -> rule.decide(analysis.result()));
    return new DecidedAnalysis(analysis, label, decision);
  }
}
