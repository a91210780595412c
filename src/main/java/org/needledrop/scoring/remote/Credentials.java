package org.needledrop.scoring.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

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

  /**
   * @throws UncheckedIOException when the file holds no certificates
   */
  Optional<SSLContext> tls() {
    return authorities.map(Credentials::trusting);
  }

  private static SSLContext trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("authority " + trusted.size(), one);
      }
      if (trusted.size() == 0) {
        throw new IOException("no certificate in it");
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new UncheckedIOException(
          "%s: no certificates to trust: %s".formatted(pem, e.getMessage()),
          e instanceof IOException io ? io : new IOException(e));
    }
  }
}
