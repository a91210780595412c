package org.needledrop.storage.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.WriteCondition;

/** Against a server that fails as Amazon's documentation says S3 does. */
class S3ErrorsTest {

  private static final ObjectKey KEY = new ObjectKey("music", "song.mp3");

  private HttpServer s3;
  private volatile int status;
  private volatile String code;

  @BeforeEach
  void start() throws IOException {
    TestCredentials.use();
    s3 = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    s3.createContext("/", this::fail);
    s3.start();
  }

  @AfterEach
  void stop() {
    s3.stop(0);
  }

  private void fail(HttpExchange request) throws IOException {
    request.getRequestBody().readAllBytes();
    if (request.getRequestMethod().equals("HEAD")) {
      request.sendResponseHeaders(status, -1);
    } else {
      byte[] body =
          "<Error><Code>%s</Code><Message>no</Message></Error>"
              .formatted(code)
              .getBytes(StandardCharsets.UTF_8);
      request.getResponseHeaders().add("Content-Type", "application/xml");
      request.sendResponseHeaders(status, body.length);
      request.getResponseBody().write(body);
    }
    request.close();
  }

  /** An event whose object is rejected for good is done: it is not sent again. */
  @ParameterizedTest
  @CsvSource({
    "400, RequestTimeout",
    "400, ExpiredToken",
    "400, TokenRefreshRequired",
    "400, ThrottlingException",
    "403, RequestTimeTooSkewed",
    "503, SlowDown"
  })
  void temporaryErrorsAreRetried(int status, String code) {
    assertAllFailAs(StorageFailure.Unavailable.class, status, code);
  }

  @ParameterizedTest
  @CsvSource({"400, InvalidRequest", "403, AccessDenied", "403, SignatureDoesNotMatch"})
  void permanentErrorsAreNotRetried(int status, String code) {
    assertAllFailAs(StorageFailure.Refused.class, status, code);
  }

  private void assertAllFailAs(Class<? extends StorageFailure> kind, int status, String code) {
    this.status = status;
    this.code = code;
    URI address = URI.create("http://localhost:" + s3.getAddress().getPort());
    try (S3ObjectStore store = S3ObjectStore.open(Optional.of(address))) {
      List<ThrowingCallable> calls =
          List.of(
              () -> store.head(KEY),
              () -> store.read(KEY),
              () -> store.write(KEY, new byte[1], new WriteCondition.Absent()));
      for (ThrowingCallable call : calls) {
        assertThatThrownBy(call).isInstanceOf(kind).hasMessageContaining(KEY.toString());
      }
    }
  }
}
