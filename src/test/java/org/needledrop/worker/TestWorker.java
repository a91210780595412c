package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.remote.Credentials;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

/** A worker over real HTTP, with the shipped model's manifest and a scorer of the test's. */
record TestWorker(Worker worker, String scheme) implements AutoCloseable {

  static final Path MODEL = Path.of("models/genre-musicnn");
  static final ModelManifest MANIFEST = ModelManifest.read(MODEL);
  static final Access OPEN = new Access(Optional.empty(), Optional.empty(), 1 << 20);

  static TestWorker start(Supplier<Scorer> scorer, BatchLimits limits, Access access) {
    TestWorker worker = starting(scorer, limits, access);
    worker.awaitReady();
    return worker;
  }

  /** Not ready yet. */
  static TestWorker starting(Supplier<Scorer> scorer, BatchLimits limits, Access access) {
    return new TestWorker(
        Worker.start(MODEL, (folder, model) -> List.of(scorer), limits, access, "localhost", 0),
        access.tls().isPresent() ? "https" : "http");
  }

  void awaitReady() {
    try {
      for (int i = 0; i < 6_000 && !worker.isReady(); i++) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(worker.isReady()).isTrue();
  }

  URI address() {
    return URI.create(scheme + "://localhost:" + worker.port());
  }

  /** Comes back until it is answered. */
  RemoteScorer client() {
    return client(RemoteLimits.defaults(), Credentials.none());
  }

  RemoteScorer client(RemoteLimits limits, Credentials credentials) {
    return new RemoteScorer(List.of(address()), MANIFEST, limits, credentials);
  }

  @Override
  public void close() {
    worker.close();
  }
}
