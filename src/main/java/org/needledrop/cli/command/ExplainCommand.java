package org.needledrop.cli.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.Decision;
import org.needledrop.analysis.DecisionRule;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.OverlapOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.report.Explanation;
import org.needledrop.cli.report.TimelinePicture;
import org.needledrop.cli.report.TimelineText;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.cli.setup.LibraryJournal;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.TrackScores;
import org.needledrop.tagging.CachedAnalyses;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop explain}. */
@Command(
    name = "explain",
    description = "Shows the genre probabilities of a track over time.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop explain Music/song.mp3",
      "  needledrop explain Music/song.mp3 --png song.png --overlap 0.5",
      "A track that has not been tagged is analysed first."
    })
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TRACK", description = "The track to explain.")
  private Path track;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description =
          "Also write the timeline as a PNG image; not possible for tracks without"
              + " scores (silent, too short).")
  private Path picture;

  @Mixin private OverlapOption overlap;
  @Mixin private ModelOption modelOption;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  ExplainCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    try (AnalysisSetup setup =
            ConfiguredAnalysis.open(settings, modelOption.orElse(settings.model()));
        LibraryJournal memory = LibraryJournal.near(settings, track)) {
      ModelManifest model = setup.model();
      CachedAnalyses analyses =
          new CachedAnalyses(
              setup.audioHash(),
              setup.analyzer(AnalysisMethod.of(model, overlap.overlap(), 1)),
              memory.journal());
      return explain(analyses.findWithTimeline(track), model);
    }
  }

  private int explain(Analysis analysis, ModelManifest model) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Decision decision = DecisionRule.of(model).decide(analysis.result());
    switch (analysis.result()) {
      case ScoringResult.NotScorable(Abstention abstention) ->
          out.println("%s: %s (%s)".formatted(track, abstention.reason(), abstention.detail()));
      case ScoringResult.Scored(TrackScores scores) -> {
        Explanation explanation =
            new Explanation(track.getFileName().toString(), decision, scores, model.genres());
        TimelineText.lines(explanation).forEach(out::println);
        if (picture != null) {
          TimelinePicture.write(explanation, picture);
        }
      }
    }
    out.flush();
    if (picture != null && analysis.result() instanceof ScoringResult.NotScorable) {
      String why = picture + " was not written: the track has no scores";
      spec.commandLine().getErr().println(why);
      return ExitCode.SOFTWARE;
    }
    return ExitCode.OK;
  }
}
