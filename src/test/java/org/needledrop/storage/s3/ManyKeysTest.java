package org.needledrop.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.needledrop.bucket.SeenEtags;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StoredObject;

/** A bucket of more keys than fit into memory at once. */
class ManyKeysTest {

  private static final int PAGE = 1000;
  private static final int PAGES = 350;

  private HttpServer store;

  @BeforeEach
  void start() throws IOException {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext("/", ManyKeysTest::page);
    store.start();
  }

  @AfterEach
  void stop() {
    store.stop(0);
  }

  /** As S3 answers ListObjectsV2; the token is the page's number. */
  private static void page(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    int page =
        query.contains("continuation-token=")
            ? Integer.parseInt(query.replaceAll(".*continuation-token=(\\d+).*", "$1"))
            : 0;
    String objects =
        IntStream.range(page * PAGE, (page + 1) * PAGE)
            .mapToObj(
                i ->
                    """
                    <Contents><Key>artist %05d/album/%08d a title of some length.mp3</Key>\
                    <ETag>"%032x"</ETag><Size>%d</Size></Contents>"""
                        .formatted(i / 12, i, i, i))
            .collect(Collectors.joining());
    String next =
        page + 1 < PAGES
            ? "<IsTruncated>true</IsTruncated><NextContinuationToken>%d</NextContinuationToken>"
                .formatted(page + 1)
            : "<IsTruncated>false</IsTruncated>";
    byte[] body =
        "<ListBucketResult><Name>music</Name>%s%s</ListBucketResult>"
            .formatted(next, objects)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  @Timeout(300)
  void areListedInLittleMemoryAndRememberedInAsLittle() throws Exception {
    Process listing =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Listing.class.getName(),
                "http://127.0.0.1:" + store.getAddress().getPort())
            .redirectErrorStream(true)
            .start();
    String said = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(listing.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said.lines().toList()).endsWith("350000 new", "0 new");
  }

  /** Lists all twice; of the second list nothing is new. */
  static final class Listing {

    private Listing() {}

    public static void main(String[] arguments) {
      TestCredentials.use();
      SeenEtags seen = new SeenEtags();
      try (S3ObjectStore store = S3ObjectStore.open(Optional.of(URI.create(arguments[0])))) {
        for (int round = 0; round < 2; round++) {
          int fresh = 0;
          Iterator<StoredObject> all = store.list(new ObjectKey("music", "")).iterator();
          while (all.hasNext()) {
            StoredObject object = all.next();
            if (!seen.holds(object)) {
              fresh++;
              seen.add(object);
            }
          }
          System.out.println(fresh + " new");
        }
      }
    }
  }
}
