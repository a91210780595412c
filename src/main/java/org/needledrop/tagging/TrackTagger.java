package org.needledrop.tagging;

import io.opentelemetry.api.trace.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.TrackAnalyzer;
import org.needledrop.audio.AudioHash;
import org.needledrop.audio.Recording;
import org.needledrop.failure.CutOffAudio;
import org.needledrop.failure.LimitExceeded;
import org.needledrop.failure.Stage;
import org.needledrop.failure.TrackFailure;
import org.needledrop.failure.UnexpectedFailure;
import org.needledrop.journal.Journal;
import org.needledrop.journal.JournalEntry;
import org.needledrop.library.FileState;
import org.needledrop.library.Track;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.similarity.SimilarityIndex;
import org.needledrop.tracing.Tracing;

/**
 * The whole flow for one track: identify the recording, analyse it, decide, and write the decision
 * to file, journal and index. Thread-safe for different tracks.
 */
public final class TrackTagger {

  private final RecordingIdentifier identifier;
  private final TrackAnalyzer analyzer;
  private final FileTagger fileTagger;
  private final SimilarityIndex index;
  private final Journal journal;
  private final ModelManifest model;
  private final IndexEntries entries;
  private final TaggingOptions options;

  public TrackTagger(
      AudioHash audioHash,
      TrackAnalyzer analyzer,
      FileTagger fileTagger,
      SimilarityIndex index,
      Journal journal,
      ModelManifest model,
      TaggingOptions options) {
    this.identifier = new RecordingIdentifier(audioHash, journal);
    this.analyzer = analyzer;
    this.fileTagger = fileTagger;
    this.index = index;
    this.journal = journal;
    this.model = model;
    this.entries = new IndexEntries(journal, model, options.rule(model));
    this.options = options;
  }

  /** Tags a track; failures are in the report, not thrown. */
  public TrackReport tag(Track track) {
    return Tracing.in(
        "tag",
        () -> {
          Span.current().setAttribute("needledrop.track", track.source().toString());
          TrackReport report = tagOrFail(track);
          report.failure().ifPresent(failure -> Tracing.failed(Span.current(), failure));
          return report;
        });
  }

  /** Indexes files that a killed run has written but not indexed; returns them. */
  List<Path> recover() {
    List<Path> files = new ArrayList<>();
    for (JournalEntry entry : journal.entries().unindexed()) {
      entries
          .of(entry)
          .ifPresent(
              track -> {
                index.put(track);
                files.add(entry.file());
              });
    }
    return files;
  }

  private TrackReport tagOrFail(Track track) {
    try {
      FileState file = FileState.of(track.source());
      Recording recording = Tracing.in("recognise", () -> identify(file));
      Optional<Analysis> known = known(recording.audioHash());
      Analysis analysis = known.orElseGet(() -> analyze(file, recording.audioHash()));
      Optional<String> label = journal.label(analysis.audioHash());
      Decision decision = entries.decide(analysis, label);
      FileTagger.Outcome outcome =
          Tracing.in("write", () -> fileTagger.write(track, recording, analysis, decision, label));
      if (known.isEmpty() || !journal.entries().isIndexed(track.target())) {
        follow(track, analysis);
      }
      return new TrackReport(
          track,
          outcome.status(),
          known.isEmpty(),
          Optional.of(analysis),
          Optional.of(decision),
          outcome.change(),
          Optional.empty());
    } catch (TrackFailure failure) {
      return TrackReport.failed(track, failure);
    } catch (RuntimeException e) {
      return TrackReport.failed(track, new UnexpectedFailure(track.source(), Stage.TAG, e));
    } catch (OutOfMemoryError e) {
      return TrackReport.failed(track, LimitExceeded.memory(track.source(), Stage.TAG, e));
    }
  }

  private void follow(Track track, Analysis analysis) {
    try {
      index.put(entries.of(track.target().toString(), analysis));
    } catch (RuntimeException e) {
      throw new UnexpectedFailure(track.source(), Stage.INDEX, e);
    }
  }

  private Recording identify(FileState file) {
    if (!options.again()) {
      journal
          .files()
          .failure(file)
          .filter(failure -> !(options.partial() && failure instanceof CutOffAudio))
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
    return notingFailure(file, () -> identifier.recording(file, analyzer::warmUp));
  }

  private Optional<Analysis> known(String audioHash) {
    AnalysisMethod method = options.method(model);
    return options.again()
        ? Optional.empty()
        : journal
            .analysis(audioHash, method)
            .or(() -> withOtherSnippets(audioHash))
            .or(() -> rescored(audioHash, method));
  }

  private Optional<Analysis> withOtherSnippets(String audioHash) {
    return options.anySlicing()
        ? journal.analysisOfModel(audioHash, model.idWithBase())
        : Optional.empty();
  }

  private Optional<Analysis> rescored(String audioHash, AnalysisMethod method) {
    Optional<Analysis> found =
        analyzer.rescored(network -> journal.analysesOfNetwork(audioHash, network), method);
    found.ifPresent(journal::remember);
    return found;
  }

  private Analysis analyze(FileState file, String audioHash) {
    TrackAnalyzer.AnalyzedAudio audio = notingFailure(file, () -> analyzer.analyze(file.path()));
    Analysis analysis =
        new Analysis(audioHash, options.method(model), audio.audio(), audio.result());
    journal.remember(analysis);
    return analysis;
  }

  private <T> T notingFailure(FileState file, Supplier<T> step) {
    try {
      return step.get();
    } catch (TrackFailure failure) {
      journal.files().put(file, failure);
      throw failure;
    }
  }
}
