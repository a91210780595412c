package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.inference.ProtocolException;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.remote.Credentials;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

/** A worker behind TLS, with a certificate that it signed itself. */
class TlsTest {

  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder;
  private Access access;

  @BeforeEach
  void makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "worker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(exit).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    access =
        new Access(
            Optional.empty(),
            Optional.of(
                new Access.Tls(
                    pem("CERTIFICATE", keys.getCertificate("worker").getEncoded()),
                    pem("PRIVATE KEY", keys.getKey("worker", PASSWORD).getEncoded()))),
            1 << 20);
  }

  private Path pem(String type, byte[] content) throws IOException, GeneralSecurityException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(type),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, text, type));
  }

  @Test
  void scoresForAClientThatTrustsItsCertificate() {
    Credentials trusting =
        new Credentials(Optional.empty(), access.tls().map(Access.Tls::certificate));
    Snippets snippets = SumScorer.random(1, 20);
    try (TestWorker worker = start();
        RemoteScorer client = worker.client(RemoteLimits.defaults(), trusting)) {
      SumScorer.assertSums(snippets, client.score(snippets));
    }
  }

  @Test
  void isNotRetriedByAClientThatDoesNotTrustIt() {
    try (TestWorker worker = start();
        RemoteScorer client = worker.client()) {
      assertThatThrownBy(() -> client.score(SumScorer.random(1, 20)))
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("TLS failed for");
    }
  }

  @Test
  void aFileWithoutCertificatesIsNamed() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    try (TestWorker worker = start()) {
      assertThatThrownBy(
              () ->
                  worker.client(
                      RemoteLimits.defaults(),
                      new Credentials(Optional.empty(), Optional.of(empty))))
          .hasMessageContaining("empty.pem: the file contains no certificate");
    }
  }

  private TestWorker start() {
    return TestWorker.start(() -> new SumScorer(16, 0), BatchLimits.defaults(), access);
  }
}
