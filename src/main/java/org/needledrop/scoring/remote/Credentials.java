package org.needledrop.scoring.remote;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.needledrop.tls.Authorities;

/**
 * Credentials for workers.
 *
 * @param token bearer token of the client
 * @param authorities PEM file with the CA certificates of the workers; empty for the JVM's trust
 *     store
 */
public record Credentials(Optional<String> token, Optional<Path> authorities) {

  public static Credentials none() {
    return new Credentials(Optional.empty(), Optional.empty());
  }

  void authorize(HttpRequest.Builder request) {
    token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
  }

  /**
   * @throws UncheckedIOException if the file contains no certificates
   */
  Optional<SSLContext> tls() {
    return authorities.map(Authorities::trusting);
  }
}
