package org.needledrop.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.needledrop.mel.Snippets;
import org.needledrop.scoring.remote.RemoteScorer;
import org.needledrop.tracing.Tracing;

/** One trace goes from the tagger over the wire into the worker. */
class TracingTest {

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  @AfterEach
  void stopTracing() {
    Tracing.use(OpenTelemetry.noop());
  }

  @Test
  void theWorkersSpansHangBelowTheTaggers() throws InterruptedException {
    Tracing.use(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build());
    Snippets snippets = SumScorer.random(1, 20);
    try (TestWorker worker =
            TestWorker.start(() -> new SumScorer(16, 3), BatchLimits.defaults(), TestWorker.OPEN);
        RemoteScorer client = worker.client()) {
      Tracing.in("score", () -> client.score(snippets));
    }

    Map<String, SpanData> byName = byName();
    assertThat(byName)
        .containsOnlyKeys("score", "POST /v2/models/{model}/infer", "infer", "wait", "run");
    assertParent(byName, "POST /v2/models/{model}/infer", "score");
    assertParent(byName, "infer", "POST /v2/models/{model}/infer");
    assertParent(byName, "wait", "infer");
    assertParent(byName, "run", "infer");
    SpanData run = byName.get("run");
    assertThat(run.getEndEpochNanos() - run.getStartEpochNanos()).isGreaterThan(3_000_000);
  }

  private static void assertParent(Map<String, SpanData> byName, String child, String parent) {
    assertThat(byName.get(child).getTraceId()).isEqualTo(byName.get(parent).getTraceId());
    assertThat(byName.get(child).getParentSpanId()).isEqualTo(byName.get(parent).getSpanId());
  }

  private Map<String, SpanData> byName() {
    List<SpanData> finished = spans.getFinishedSpanItems();
    return finished.stream().collect(Collectors.toMap(SpanData::getName, Function.identity()));
  }
}
