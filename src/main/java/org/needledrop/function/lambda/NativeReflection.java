package org.needledrop.function.lambda;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.needledrop.analysis.Abstention;
import org.needledrop.analysis.Analysis;
import org.needledrop.analysis.AnalysisMethod;
import org.needledrop.analysis.ScoringResult;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.Container;
import org.needledrop.audio.Metadata;
import org.needledrop.audio.Shortfall;
import org.needledrop.bucket.BucketRecord;
import org.needledrop.failure.Stage;
import org.needledrop.journal.TrackRecord;
import org.needledrop.mel.MelNorm;
import org.needledrop.mel.MelScale;
import org.needledrop.mel.MelSettings;
import org.needledrop.scoring.Classifier;
import org.needledrop.scoring.LinearHead;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.ScoreSum;
import org.needledrop.scoring.Timeline;
import org.needledrop.scoring.TrackScores;
import org.needledrop.storage.ObjectKey;
import org.needledrop.tags.TagFields;

/** Classes that Jackson accesses by reflection: manifest and records. A test verifies the list. */
@RegisterForReflection(
    targets = {
      AudioInfo.class,
      Metadata.class,
      Shortfall.class,
      Container.class,
      BucketRecord.class,
      BucketRecord.Failure.class,
      BucketRecord.Unfinished.class,
      ObjectKey.class,
      Stage.class,
      MelNorm.class,
      MelScale.class,
      MelSettings.class,
      Classifier.class,
      Classifier.Kind.class,
      Classifier.Label.class,
      LinearHead.class,
      ModelManifest.class,
      ModelManifest.Decision.class,
      ModelManifest.NetworkFile.class,
      ModelManifest.SnippetShape.class,
      ScoreSum.class,
      Timeline.class,
      TrackScores.class,
      Abstention.class,
      Abstention.Reason.class,
      Analysis.class,
      AnalysisMethod.class,
      ScoringResult.class,
      ScoringResult.Scored.class,
      ScoringResult.NotScorable.class,
      TrackRecord.class,
      TagFields.class,
    })
final class NativeReflection {}
