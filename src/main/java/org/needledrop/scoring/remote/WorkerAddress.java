package org.needledrop.scoring.remote;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.needledrop.scoring.ModelManifest;

/**
 * One worker, and a circuit breaker: after several consecutive failures it is not used for a while.
 */
final class WorkerAddress {

  private final URI address;
  private final RemoteLimits limits;
  private int failures;
  private long restsUntilNanos;

  WorkerAddress(URI address, RemoteLimits limits) {
    this.address = address;
    this.limits = limits;
  }

  URI infer(ModelManifest model) {
    return ofModel(model, "infer");
  }

  URI ready(ModelManifest model) {
    return ofModel(model, "ready");
  }

  private URI ofModel(ModelManifest model, String what) {
    String base = address.toString().replaceAll("/+$", "");
    return URI.create(
        "%s/v2/models/%s/versions/%s/%s"
            .formatted(base, segment(model.name()), segment(model.version()), what));
  }

  /** Encodes a model name such as {@code My genres} or {@code R&B/Soul}. */
  private static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  synchronized boolean rests(long nowNanos) {
    return failures >= limits.failuresToRest() && nowNanos - restsUntilNanos < 0;
  }

  synchronized void succeeded() {
    failures = 0;
  }

  synchronized void failed(long nowNanos) {
    failures++;
    restsUntilNanos = nowNanos + limits.rest().toNanos();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
