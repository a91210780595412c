package org.needledrop.worker;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.MDC;
import org.needledrop.tracing.Tracing;

/** Traces and logs one request. */
final class RequestTrace {

  private static final Logger LOG = System.getLogger(RequestTrace.class.getName());

  private static final TextMapGetter<MultiMap> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(MultiMap headers) {
          return headers.names();
        }

        @Override
        public String get(MultiMap headers, String name) {
          return headers.get(name);
        }
      };

  private final Span span;
  private final String path;
  private final long startedNanos = System.nanoTime();
  private int snippets;

  private RequestTrace(Span span, String path) {
    this.span = span;
    this.path = path;
  }

  static RequestTrace start(HttpServerRequest request) {
    Span span =
        Tracing.tracer()
            .spanBuilder("infer")
            .setParent(Tracing.extract(request.headers(), HEADERS))
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("url.path", request.path())
            .startSpan();
    return new RequestTrace(span, request.path());
  }

  /** Records the accepted request. */
  void accepted(InferenceJob work) {
    snippets = work.count();
    span.setAttribute("needledrop.snippets", snippets);
  }

  /** Records the waiting and running time. */
  void answered(InferenceJob work) {
    long now = System.nanoTime();
    long started = work.startedNanos().orElse(now);
    add("wait", work.acceptedNanos(), started, now);
    add("run", started, now, now);
  }

  private void add(String name, long fromNanos, long toNanos, long nowNanos) {
    Instant now = Instant.now();
    Tracing.tracer()
        .spanBuilder(name)
        .setParent(Context.root().with(span))
        .setStartTimestamp(now.minusNanos(nowNanos - fromNanos))
        .startSpan()
        .end(now.minusNanos(nowNanos - toNanos));
  }

  /** Ends the trace; call it once when the response is sent. */
  void end(int status) {
    span.setAttribute("http.response.status_code", status);
    span.end();
    Level level = status >= 500 ? Level.WARNING : Level.DEBUG;
    if (LOG.isLoggable(level)) {
      log(level, status);
    }
  }

  private void log(Level level, int status) {
    Map<String, Object> fields =
        Map.of(
            "path", path,
            "snippets", snippets,
            "status", status,
            "millis", (System.nanoTime() - startedNanos) / 1_000_000,
            "traceId", span.getSpanContext().getTraceId());
    fields.forEach(MDC::put);
    try {
      LOG.log(level, "{0}: {1}", path, status);
    } finally {
      fields.keySet().forEach(MDC::remove);
    }
  }
}
