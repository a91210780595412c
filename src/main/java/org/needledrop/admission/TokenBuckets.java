package org.needledrop.admission;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/** Token bucket per client: a number of requests per minute, and at most as many at once. */
public final class TokenBuckets {

  private static final int CLIENTS = 10_000;

  private final double perMinute;
  private final LongSupplier nanoTime;
  private final SequencedMap<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public TokenBuckets(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
  }

  /** Remaining tokens of a client at a time. */
  private record Bucket(double tokens, long nanos) {}

  /**
   * Takes a token of a client.
   *
   * @return zero if the request is allowed, or the time until the next one is
   */
  public synchronized Duration take(String client) {
    long now = nanoTime.getAsLong();
    Bucket before = buckets.getOrDefault(client, new Bucket(perMinute, now));
    double earned = (now - before.nanos()) / 60e9 * perMinute;
    double tokens = Math.min(perMinute, before.tokens() + earned);
    boolean enough = tokens >= 1;
    buckets.put(client, new Bucket(enough ? tokens - 1 : tokens, now));
    if (buckets.size() > CLIENTS) {
      buckets.pollFirstEntry();
    }
    return enough ? Duration.ZERO : Duration.ofNanos((long) ((1 - tokens) / perMinute * 60e9));
  }
}
