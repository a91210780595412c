package org.needledrop.web;

import java.util.List;
import org.needledrop.admission.ApiKeys;

/**
 * Who may ask, from where, how much and how often.
 *
 * @param apiKeys one of which a request must bear, with the scope it needs; empty: no key is needed
 * @param corsOrigins whose pages may ask from a browser, such as {@code https://example.org}
 * @param requestsPerMinute of one key, or of one address where there are no keys
 * @param maxUploadBytes of one file
 * @param jobs files that are listened to at a time
 */
public record ApiLimits(
    ApiKeys apiKeys,
    List<String> corsOrigins,
    int requestsPerMinute,
    long maxUploadBytes,
    int jobs) {

  public ApiLimits {
    corsOrigins = List.copyOf(corsOrigins);
    if (requestsPerMinute < 1 || maxUploadBytes < 1 || jobs < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }
}
