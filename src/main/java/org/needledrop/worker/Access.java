package org.needledrop.worker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may ask, and how.
 *
 * @param token that requests must bear; health needs none
 * @param tls certificate and key, PEM; plain HTTP without
 * @param maxRequestBytes longer bodies are refused before they are read
 */
public record Access(Optional<String> token, Optional<Tls> tls, long maxRequestBytes) {

  /** Files in PEM. */
  public record Tls(Path certificate, Path key) {}

  /** In time that does not tell how much of the token was right. */
  boolean admits(String authorization) {
    return token
        .map(one -> MessageDigest.isEqual(bytes("Bearer " + one), bytes(authorization)))
        .orElse(true);
  }

  private static byte[] bytes(String text) {
    return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }
}
