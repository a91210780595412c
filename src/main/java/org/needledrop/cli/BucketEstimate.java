package org.needledrop.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.Stream;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.Result;
import org.needledrop.storage.StoredObject;

/**
 * What tagging a bucket would take, from a few of its objects.
 *
 * @param objects how many there are
 * @param bytes of all of them
 * @param sampled objects that were tried
 * @param sampledBytes of those
 * @param sampledTime that they took, one after the other
 */
record BucketEstimate(
    long objects, long bytes, int sampled, long sampledBytes, Duration sampledTime) {

  private static final int SAMPLES = 5;

  /** Amazon S3 Standard, us-east-1, 2025: dollars for 1,000 requests. */
  private static final double READ_PRICE = 0.0004;

  private static final double WRITE_PRICE = 0.005;

  /** Of the object and of its record: two looks and a fetch, and three writes. */
  private static final int READS = 3;

  private static final int WRITES = 3;

  /**
   * Tries some objects, evenly spread.
   *
   * @param tagger that writes nothing
   */
  static BucketEstimate of(Stream<StoredObject> objects, BucketTagger tagger) {
    SpreadSample<StoredObject> spread = new SpreadSample<>(SAMPLES);
    LongSummaryStatistics bytes =
        objects.peek(spread::add).mapToLong(StoredObject::bytes).summaryStatistics();
    long sampledBytes = 0;
    int sampled = 0;
    long start = System.nanoTime();
    for (StoredObject sample : spread.samples()) {
      if (tagger.tag(sample.key(), Optional.empty()) instanceof Result.Tagged) {
        sampled++;
        sampledBytes += sample.bytes();
      }
    }
    return new BucketEstimate(
        bytes.getCount(),
        bytes.getSum(),
        sampled,
        sampledBytes,
        Duration.ofNanos(System.nanoTime() - start));
  }

  List<String> lines(int jobs) {
    double dollars = objects * (READS * READ_PRICE + WRITES * WRITE_PRICE) / 1000;
    return List.of(
        String.format(Locale.ROOT, "%d objects, %.2f GB", objects, bytes / 1e9),
        time(jobs),
        String.format(
            Locale.ROOT,
            "requests to the store: %d reads and %d writes; $%.2f at S3's prices of 2025",
            READS * objects,
            WRITES * objects,
            dollars));
  }

  private String time(int jobs) {
    if (sampledBytes == 0) {
      return "no object could be tried: those that were looked at are tagged already, or fail";
    }
    double seconds = (double) bytes / sampledBytes * sampledTime.toMillis() / 1000 / jobs;
    return String.format(
        Locale.ROOT,
        "time: about %.1f hours with %d at a time (%d objects tried, %.1f MB/s one after the other)",
        seconds / 3600,
        jobs,
        sampled,
        sampledBytes / 1e6 / (sampledTime.toMillis() / 1000.0));
  }
}
