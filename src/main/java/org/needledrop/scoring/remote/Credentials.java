package org.needledrop.scoring.remote;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.needledrop.tls.Authorities;

/**
 * What makes client and worker trust each other.
 *
 * @param token that the client bears
 * @param authorities PEM file of the certificates that a worker's is to be signed by; the JVM's own
 *     without
 */
public record Credentials(Optional<String> token, Optional<Path> authorities) {

  public static Credentials none() {
    return new Credentials(Optional.empty(), Optional.empty());
  }

  void authorize(HttpRequest.Builder request) {
    token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
  }

  /**
   * @throws UncheckedIOException when the file holds no certificates
   */
  Optional<SSLContext> tls() {
    return authorities.map(Authorities::trusting);
  }
}
