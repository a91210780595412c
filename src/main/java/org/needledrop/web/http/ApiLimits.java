package org.needledrop.web.http;

import java.util.List;
import org.needledrop.admission.ApiKeys;

/**
 * Access control and limits of the API.
 *
 * @param apiKeys accepted API keys and their scopes; empty if none is required
 * @param corsOrigins origins whose pages may send requests, such as {@code https://example.org}
 * @param requestsPerMinute rate limit per key, or per address without keys
 * @param maxUploadBytes maximum size of an uploaded file
 * @param jobs number of files analysed in parallel
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
