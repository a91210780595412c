package org.needledrop.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Custom CA certificates instead of the JVM's trust store. */
public final class Authorities {

  private Authorities() {}

  /**
   * Returns a TLS context that trusts only the CA certificates in a file.
   *
   * @throws UncheckedIOException if the file contains no certificates
   */
  public static SSLContext trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("authority " + trusted.size(), one);
      }
      if (trusted.size() == 0) {
        throw new IOException("the file contains no certificate");
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new UncheckedIOException(
          "cannot read CA certificates from %s: %s".formatted(pem, e.getMessage()),
          e instanceof IOException io ? io : new IOException(e));
    }
  }
}
