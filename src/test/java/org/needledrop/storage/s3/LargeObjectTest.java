package org.needledrop.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More bytes than an int can count, through a JVM of 64 MB. */
@Timeout(300)
class LargeObjectTest {

  private static final long BYTES = 2200L << 20;

  @TempDir private Path folder;
  private final AtomicLong received = new AtomicLong();

  @Test
  void isFetchedAndWrittenBackIn64Megabytes() throws Exception {
    HttpServer store =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext("/", this::answer);
    store.start();
    Path file = folder.resolve("long.wav");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:MaxDirectMemorySize=16m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    TransferProcess.class.getName(),
                    "http://127.0.0.1:" + store.getAddress().getPort(),
                    file.toString()))
            .inheritIO()
            .start();
    try {
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
      store.stop(0);
    }

    assertThat(Files.size(file)).isEqualTo(BYTES);
    assertThat(received).hasValue(BYTES);
  }

  private void answer(HttpExchange request) throws IOException {
    byte[] some = new byte[1 << 20];
    request.getResponseHeaders().add("ETag", "\"1\"");
    switch (request.getRequestMethod()) {
      case "GET" -> {
        request.getResponseHeaders().add("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=");
        request.sendResponseHeaders(200, BYTES);
        for (long sent = 0; sent < BYTES; sent += some.length) {
          request.getResponseBody().write(some);
        }
      }
      case "PUT" -> {
        for (int read = 0; read >= 0; read = request.getRequestBody().read(some)) {
          received.addAndGet(read);
        }
        request.sendResponseHeaders(200, -1);
      }
      default -> {
        request.getResponseHeaders().add("Content-Length", "" + BYTES);
        request.sendResponseHeaders(200, -1);
      }
    }
    request.close();
  }
}
