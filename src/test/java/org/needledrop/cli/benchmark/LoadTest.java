package org.needledrop.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.needledrop.cli.bucket.RateLimiter;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.ModelManifest;
import org.needledrop.scoring.Scorer;
import org.needledrop.scoring.ScoringUnavailable;
import org.needledrop.scoring.SnippetScores;
import org.needledrop.scoring.remote.Credentials;
import org.needledrop.scoring.remote.RemoteLimits;
import org.needledrop.scoring.remote.RemoteScorer;

class LoadTest {

  @Test
  void percentilesAreTakenByNearestRank() {
    List<Long> nanos = LongStream.rangeClosed(1, 100).mapToObj(i -> (101 - i) * 1_000_000).toList();
    LoadFigures figures = new LoadFigures(nanos, 0, 0, Duration.ofSeconds(2));

    assertThat(figures.millis(0.50)).hasValue(50);
    assertThat(figures.millis(0.99)).hasValue(99);
    assertThat(figures.answersPerSecond()).isEqualTo(50);
    assertThat(new LoadFigures(List.of(), 1, 0, Duration.ofSeconds(1)).millis(0.5)).isEmpty();
  }

  @Test
  void tellsAnswersFromRefusalsAndErrors() {
    AtomicInteger requests = new AtomicInteger();
    Scorer scorer =
        new Scorer() {
          @Override
          public SnippetScores score(Snippets snippets) {
            return switch (requests.getAndIncrement() % 3) {
              case 0 -> new SnippetScores(List.of(), List.of());
              case 1 -> throw new ScoringUnavailable("429", null, true);
              default -> throw new IllegalStateException("broken");
            };
          }

          @Override
          public void close() {}
        };
    ModelManifest model = ModelManifest.read(Path.of("models/genre-musicnn"));

    LoadFigures figures = new Load(scorer, model, 7).run(1, Duration.ofMillis(300));

    assertThat(figures.answered()).isPositive();
    assertThat(figures.refused()).isPositive();
    assertThat(figures.failed()).isPositive();
    assertThat(figures.answered() + figures.refused() + figures.failed()).isEqualTo(requests.get());
  }

  @Test
  void countsAWorkerThatIsNotThereAsFailed() {
    ModelManifest model = ModelManifest.read(Path.of("models/genre-musicnn"));
    LoadFigures figures;
    try (Scorer scorer =
        new RemoteScorer(
            List.of(URI.create("http://localhost:1")),
            model,
            RemoteLimits.once(1),
            Credentials.none())) {
      figures = new Load(scorer, model, 1).run(1, Duration.ofMillis(100));
    }

    assertThat(figures.failed()).isPositive();
    assertThat(figures.refused()).isZero();
    assertThat(figures.isSound()).isFalse();
  }

  @Test
  void isNotSoundWhereAllWasRefused() {
    assertThat(new LoadFigures(List.of(), 7, 0, Duration.ofSeconds(1)).isSound()).isFalse();
    assertThat(new LoadFigures(List.of(1L), 7, 0, Duration.ofSeconds(1)).isSound()).isTrue();
  }

  @Test
  void aPaceLetsSoManyPassInASecond() throws InterruptedException {
    RateLimiter pace = new RateLimiter(Optional.of(50.0));
    long start = System.nanoTime();
    for (int i = 0; i < 11; i++) {
      pace.await();
    }
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
  }
}
