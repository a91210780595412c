package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.analysis.AnalysisProgress;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.journal.Journal;
import org.needledrop.similarity.SimilarityIndex;

/**
 * Tagging with one model and one set of options. Assembles the flow of {@link TrackTagger} for the
 * command line, the service, the function and the tests.
 */
public final class Tagging {

  private final AnalysisSetup setup;
  private final TaggingOptions options;
  private final TrackAnalyzer analyzer;

  public Tagging(AnalysisSetup setup, TaggingOptions options) {
    this(setup, options, setup.analyzer(options.method(setup.model())).partial(options.partial()));
  }

  private Tagging(AnalysisSetup setup, TaggingOptions options, TrackAnalyzer analyzer) {
    this.setup = setup;
    this.options = options;
    this.analyzer = analyzer;
  }

  /** Returns a copy that reports the progress of analyses. */
  public Tagging observedBy(AnalysisProgress observer) {
    return new Tagging(setup, options, analyzer.observedBy(observer));
  }

  /** Returns the tagging of the tracks of a library. */
  public TrackTagger trackTagger(Journal journal, SimilarityIndex index) {
    return trackTagger(journal, follower(journal, index));
  }

  /** Returns the tagging of many tracks in parallel. */
  public LibraryTagger libraryTagger(Journal journal, SimilarityIndex index) {
    IndexFollower follower = follower(journal, index);
    return new LibraryTagger(trackTagger(journal, follower), follower);
  }

  TrackTagger trackTagger(Journal journal, IndexFollower follower) {
    return new TrackTagger(
        new JournaledAnalyzer(analyzer, setup.audioHash(), journal, options),
        decider(journal),
        new FileTagger(setup.audioHash(), journal, new TagPlan(setup.model(), options), options),
        follower);
  }

  IndexFollower follower(Journal journal, SimilarityIndex index) {
    return new IndexFollower(
        index, journal, new IndexEntries(journal, setup.model(), decider(journal)));
  }

  /** Returns what this would change in the files of a library, without reading them. */
  public PolicySimulation simulation(Journal journal) {
    return new PolicySimulation(
        journal, setup.model(), decider(journal), new TagPlan(setup.model(), options));
  }

  private Decider decider(Journal journal) {
    return new Decider(journal, options.rule(setup.model()));
  }

  /** See {@link TaggingOptions#fingerprint}. */
  public String fingerprint() {
    return options.fingerprint(analyzer.method());
  }

  public TaggingOptions options() {
    return options;
  }

  /** Returns why no track can be scored at present; empty if there is no outage. */
  public Optional<String> outage() {
    return analyzer.outage();
  }
}
