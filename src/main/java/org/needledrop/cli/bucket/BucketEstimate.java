package org.needledrop.cli.bucket;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.Stream;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.EventDelivery;
import org.needledrop.bucket.Result;
import org.needledrop.storage.StoredObject;

/**
 * Estimates the time and requests to tag a bucket, extrapolated from a few objects.
 *
 * @param objects number of objects
 * @param bytes total size of all objects
 * @param sampled number of objects tagged as a sample
 * @param sampledBytes total size of the sample
 * @param sampledTime time for the sample, one object at a time
 */
public record BucketEstimate(
    long objects, long bytes, int sampled, long sampledBytes, Duration sampledTime) {

  private static final int SAMPLES = 5;

  /** US dollars per 1,000 requests: Amazon S3 Standard, us-east-1, 2025. */
  private static final double READ_PRICE = 0.0004;

  private static final double WRITE_PRICE = 0.005;

  /** Per object, its record included: two HEADs, one GET and three PUTs. */
  private static final int READS = 3;

  private static final int WRITES = 3;

  /**
   * Tags a sample of the objects, evenly spread over the listing.
   *
   * @param tagger in dry-run mode
   */
  public static BucketEstimate of(Stream<StoredObject> objects, BucketTagger tagger) {
    SpreadSample<StoredObject> spread = new SpreadSample<>(SAMPLES);
    LongSummaryStatistics bytes =
        objects.peek(spread::add).mapToLong(StoredObject::bytes).summaryStatistics();
    long sampledBytes = 0;
    int sampled = 0;
    long start = System.nanoTime();
    for (StoredObject sample : spread.samples()) {
      if (tagger.tag(sample.key(), EventDelivery.LISTED) instanceof Result.Tagged) {
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

  public List<String> lines(int jobs) {
    double dollars = objects * (READS * READ_PRICE + WRITES * WRITE_PRICE) / 1000;
    return List.of(
        String.format(Locale.ROOT, "%d objects, %.2f GB", objects, bytes / 1e9),
        time(jobs),
        String.format(
            Locale.ROOT,
            "requests: %d reads and %d writes, $%.2f at S3's prices of 2025",
            READS * objects,
            WRITES * objects,
            dollars));
  }

  private String time(int jobs) {
    if (sampledBytes == 0) {
      return "no time estimate: every sampled object is already tagged or failed";
    }
    double seconds = (double) bytes / sampledBytes * sampledTime.toMillis() / 1000 / jobs;
    return String.format(
        Locale.ROOT,
        "time: about %.1f hours with --jobs %d (%d objects sampled, %.1f MB/s with one job)",
        seconds / 3600,
        jobs,
        sampled,
        sampledBytes / 1e6 / (sampledTime.toMillis() / 1000.0));
  }
}
