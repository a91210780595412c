package org.needledrop.tagging;

import java.util.Optional;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.failure.CutOffAudio;
import org.needledrop.failure.TrackFailure;
import org.needledrop.journal.Journal;
import org.needledrop.library.FileState;

/** Identifies and analyses files, and notes the results in the journal so as not to repeat it. */
final class JournaledAnalyzer {

  private final TrackAnalyzer analyzer;
  private final RecordingIdentifier identifier;
  private final Journal journal;
  private final TaggingOptions options;

  JournaledAnalyzer(
      TrackAnalyzer analyzer, AudioHash audioHash, Journal journal, TaggingOptions options) {
    this.analyzer = analyzer;
    this.identifier = new RecordingIdentifier(audioHash, journal);
    this.journal = journal;
    this.options = options;
  }

  /**
   * Returns the recording of a file.
   *
   * @throws TrackFailure if the file cannot be read, or could not when it was last tried
   */
  Recording identify(FileState file) {
    Optional<TrackFailure> known =
        options.again() ? Optional.empty() : journal.files().failure(file);
    if (known.isPresent() && !(options.partial() && known.get() instanceof CutOffAudio)) {
      throw known.get();
    }
    try {
      return identifier.recording(file, analyzer::warmUp);
    } catch (TrackFailure failure) {
      journal.files().put(file, failure);
      throw failure;
    }
  }

  /** Returns an earlier analysis that is as good as a new one. */
  Optional<Analysis> known(String audioHash) {
    return options.again()
        ? Optional.empty()
        : journal
            .analysisOfAtLeast(audioHash, analyzer.method())
            .or(() -> withOtherSnippets(audioHash))
            .or(() -> rescored(audioHash));
  }

  private Optional<Analysis> withOtherSnippets(String audioHash) {
    return options.anySlicing()
        ? journal.analysisOfModel(audioHash, analyzer.method().model())
        : Optional.empty();
  }

  private Optional<Analysis> rescored(String audioHash) {
    Optional<Analysis> found =
        analyzer.rescored(network -> journal.analysesOfNetwork(audioHash, network));
    found.ifPresent(journal::remember);
    return found;
  }

  /**
   * Analyses a file.
   *
   * @throws TrackFailure if it cannot be decoded, or no worker scores it
   */
  Analysis analyze(FileState file, String audioHash) {
    try {
      Analysis analysis = analyzer.analyze(file.path(), audioHash);
      journal.remember(analysis);
      return analysis;
    } catch (TrackFailure failure) {
      journal.files().put(file, failure);
      throw failure;
    }
  }
}
