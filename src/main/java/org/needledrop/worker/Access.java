package org.needledrop.worker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/**
 * Access control of a worker.
 *
 * @param token required bearer token, except for health checks
 * @param tls certificate and key; empty for plain HTTP
 * @param maxRequestBytes maximum body size; larger ones are rejected unread
 */
public record Access(Optional<String> token, Optional<Tls> tls, long maxRequestBytes) {

  /** PEM files. */
  public record Tls(Path certificate, Path key) {}

  /** Compares in constant time. The scheme is case-insensitive (RFC 9110, section 11.1). */
  boolean admits(String authorization) {
    return token
        .map(
            one -> MessageDigest.isEqual(bytes("bearer " + one), bytes(lowerScheme(authorization))))
        .orElse(true);
  }

  private static String lowerScheme(String authorization) {
    int end = authorization == null ? -1 : authorization.indexOf(' ');
    return end < 0
        ? authorization
        : authorization.substring(0, end).toLowerCase(Locale.ROOT) + authorization.substring(end);
  }

  private static byte[] bytes(String text) {
    return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }
}
