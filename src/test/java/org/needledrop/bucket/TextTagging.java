package org.needledrop.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.Container;
import org.needledrop.audio.Metadata;
import org.needledrop.audio.Recording;
import org.needledrop.journal.TrackRecord;
import org.needledrop.tagging.DecidedAnalysis;
import org.needledrop.tagging.TrackOutcome;
import org.needledrop.tags.TagFields;

/** Tags files that hold a line of text instead of music; counts how often it listens. */
final class TextTagging implements FileTagging {

  static final String TAG = " tagged";

  private final AtomicInteger inferences = new AtomicInteger();
  private final AtomicInteger inferencesOfOwnWrites = new AtomicInteger();

  int inferences() {
    return inferences.get();
  }

  int inferencesOfOwnWrites() {
    return inferencesOfOwnWrites.get();
  }

  @Override
  public Tagged tag(Path file, Optional<TrackRecord> known) {
    try {
      String text = Files.readString(file);
      String audio = text.replace(TAG, "");
      boolean tagged = text.endsWith(TAG);
      Analysis analysis =
          known
              .map(TrackRecord::analysis)
              .filter(before -> before.audioHash().equals(audio))
              .orElseGet(() -> listen(audio, tagged));
      if (!tagged) {
        Files.writeString(file, text + TAG);
      }
      TagFields fields = new TagFields(true, List.of(), new TreeMap<>());
      return new Tagged(
          finished(tagged ? TrackOutcome.Status.UNCHANGED : TrackOutcome.Status.TAGGED, analysis),
          new TrackRecord(
              fingerprint(), fields, fields, Optional.empty(), analysis, Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Analysis listen(String audio, boolean tagged) {
    inferences.incrementAndGet();
    if (tagged) {
      inferencesOfOwnWrites.incrementAndGet();
    }
    AudioInfo info =
        new AudioInfo(Container.MP3, "mp3", 44_100, 2, Duration.ofSeconds(1), Optional.empty());
    Abstention abstention = new Abstention(Abstention.Reason.TOO_SHORT, "text");
    return new Analysis(
        audio, AnalysisMethod.parse("text 1"), info, new ScoringResult.NotScorable(abstention));
  }

  private static TrackOutcome.Finished finished(TrackOutcome.Status status, Analysis analysis) {
    Abstention abstention = new Abstention(Abstention.Reason.TOO_SHORT, "text");
    return new TrackOutcome.Finished(
        status,
        new Recording(analysis.audioHash(), Container.MP3, "mp3", Metadata.NONE),
        true,
        new DecidedAnalysis(analysis, Optional.empty(), abstention),
        Optional.empty());
  }

  @Override
  public String fingerprint() {
    return "text 1|fill";
  }
}
