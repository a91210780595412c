package org.needledrop.similarity.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.needledrop.similarity.TestTracks.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.servers.OpenSearchCluster;

/** A cluster behind TLS, with a certificate that it signed itself. */
class OpenSearchTlsTest {

  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder;

  private KeyStore makeKeys() throws Exception {
    Path store = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        "-genkeypair -alias node -keyalg EC -dname CN=localhost -ext san=dns:localhost";
    ProcessBuilder process = new ProcessBuilder(keytool);
    process.command().addAll(List.of(options.split(" ", -1)));
    process
        .command()
        .addAll(List.of("-keystore", store.toString(), "-storepass", String.valueOf(PASSWORD)));
    assertThat(process.inheritIO().start().waitFor()).isZero();
    return KeyStore.getInstance(store.toFile(), PASSWORD);
  }

  private static SSLContext serving(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  private Path certificate(KeyStore keys) throws IOException, GeneralSecurityException {
    byte[] der = keys.getCertificate("node").getEncoded();
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----%n%s%n-----END CERTIFICATE-----%n".formatted(text));
  }

  @Test
  void isTrustedOnlyByAClientWithItsCertificate() throws Exception {
    KeyStore keys = makeKeys();
    try (OpenSearchCluster cluster = OpenSearchCluster.start(1);
        FrontDoor door = FrontDoor.withTls(cluster.node(0), serving(keys))) {
      String text = "https://localhost:%d/music".formatted(door.port());
      Path authority = certificate(keys);
      try (OpenSearchIndex index =
          OpenSearchIndex.open(OpenSearchAddress.parse(text, Optional.of(authority)))) {
        index.put(track("a", 1, 0));
        index.commit();
      }
      try (OpenSearchSearch search =
          OpenSearchSearch.open(
              OpenSearchAddress.parse(cluster.address("music"), Optional.empty()))) {
        assertThat(search.find("a")).isPresent();
      }
      assertThatThrownBy(
              () -> OpenSearchIndex.open(OpenSearchAddress.parse(text, Optional.empty())))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("does not answer")
          .hasMessageContaining("certif");
    }
  }
}
