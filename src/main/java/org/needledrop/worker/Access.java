package org.needledrop.worker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
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

  /** Compares in constant time. */
  boolean admits(String authorization) {
    return token
        .map(one -> MessageDigest.isEqual(bytes("Bearer " + one), bytes(authorization)))
        .orElse(true);
  }

  private static byte[] bytes(String text) {
    return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }
}
