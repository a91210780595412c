package org.needledrop.function.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.analysis.GenreMap;
import org.needledrop.analysis.Rescoring;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.bucket.BucketRecords;
import org.needledrop.bucket.BucketSetup;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.Destination;
import org.needledrop.bucket.JournaledTagging;
import org.needledrop.bucket.ObjectFilter;
import org.needledrop.failure.Backoff;
import org.needledrop.function.EventFlow;
import org.needledrop.function.RedeliveryDelays;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.s3.S3ObjectStore;
import org.needledrop.storage.sqs.SqsQueue;
import org.needledrop.storage.sqs.SqsRedelivery;
import org.needledrop.tagging.TagPolicy;
import org.needledrop.tagging.Tagging;
import org.needledrop.tagging.TaggingOptions;

/** All parts of a function, created from the settings before the first event. */
final class FunctionParts {

  /** Memory limit of ffmpeg in bytes; functions have little. */
  private static final long DECODE_MEMORY = 1L << 30;

  private FunctionParts() {}

  static EventFlow flow(FunctionSettings settings) {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    BucketTagger.deleteAbandoned(scratch);
    return new EventFlow(
        bucket(settings, scratch),
        tagging(settings),
        settings.deadLetters().map(url -> SqsQueue.open(url, settings.sqsEndpoint())),
        new RedeliveryDelays(
            new SqsRedelivery(settings.sqsEndpoint()),
            new Backoff(settings.retryFirst(), settings.retryLongest())),
        settings.webhookToken());
  }

  private static BucketSetup bucket(FunctionSettings settings, Path scratch) {
    ObjectStore store = S3ObjectStore.open(settings.s3Endpoint());
    return new BucketSetup(
        store,
        new BucketRecords(store, settings.recordsBucket()),
        new ObjectFilter(
            settings.prefixes().orElse(List.of()),
            settings.suffixes().orElse(List.of()),
            settings.maxBytes()),
        new Destination(settings.copies().map(ObjectKey::of)),
        scratch,
        false);
  }

  private static JournaledTagging tagging(FunctionSettings settings) {
    FunctionScorer scoring = FunctionScorer.of(settings);
    ModelManifest model = scoring.model();
    Ffmpeg ffmpeg = settings.ffmpeg().map(Ffmpeg::at).orElseGet(Ffmpeg::find);
    AudioLimits limits =
        new AudioLimits(settings.maxDuration(), Duration.ofMinutes(10), DECODE_MEMORY);
    TaggingOptions options =
        new TaggingOptions(
                TagPolicy.valueOf(settings.policy().toUpperCase(Locale.ROOT)),
                GenreMap.of(model),
                OptionalDouble.empty(),
                0,
                false,
                false)
            .partial(settings.partial());
    AnalysisSetup setup =
        AnalysisSetup.of(ffmpeg, limits, model, scoring.scorer())
            .with(settings.model().flatMap(folder -> Rescoring.of(folder, model)));
    return new JournaledTagging(new Tagging(setup, options));
  }
}
