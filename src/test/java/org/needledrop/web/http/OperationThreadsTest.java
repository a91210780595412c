package org.needledrop.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationThreadsTest {

  private final Vertx vertx = Vertx.vertx();
  private final OperationThreads threads = new OperationThreads(vertx);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uploadTrack",
        "forgetTrack",
        "getTags",
        "getSpectrogram",
        "getCover",
        "getMap",
        "simulatePolicy"
      })
  void quickOperationsDoNotWaitForSlowOnes(String slow) throws Exception {
    for (int i = 0; i < 50; i++) {
      threads.run(
          slow,
          () -> {
            end.await();
            return null;
          });
    }

    assertThat(
            threads
                .run("getStatistics", () -> "answered")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS))
        .isEqualTo("answered");
  }
}
