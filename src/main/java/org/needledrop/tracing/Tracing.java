package org.needledrop.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.stream.Stream;

/** OpenTelemetry spans; without an exporter they cost nothing. */
public final class Tracing {

  private static final String SCOPE = "org.needledrop";

  /** Defaults, which the environment overrides: traces only, with the JDK's HTTP client. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "needledrop",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.exporter.otlp.protocol", "http/protobuf");

  private static volatile OpenTelemetry telemetry = OpenTelemetry.noop();

  private Tracing() {}

  /**
   * Starts exporting spans if the environment configures an exporter by OpenTelemetry's variables
   * {@code OTEL_EXPORTER_OTLP_ENDPOINT} or {@code OTEL_TRACES_EXPORTER}.
   */
  public static void startIfWanted() {
    boolean wanted =
        Stream.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "OTEL_TRACES_EXPORTER")
            .anyMatch(System.getenv()::containsKey);
    if (wanted) {
      use(
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> DEFAULTS)
              .build()
              .getOpenTelemetrySdk());
    }
  }

  /** Sets the destination of spans. */
  public static void use(OpenTelemetry where) {
    telemetry = where;
  }

  public static Tracer tracer() {
    return telemetry.getTracer(SCOPE);
  }

  /** Code that runs in a span. */
  public interface Step<T, E extends Exception> {
    T run() throws E;
  }

  /** Runs a step in a span of the given name; records its exception. */
  public static <T, E extends Exception> T in(String name, Step<T, E> step) throws E {
    return in(tracer().spanBuilder(name), step);
  }

  /** Runs a step in a span; records its exception. */
  public static <T, E extends Exception> T in(SpanBuilder builder, Step<T, E> step) throws E {
    Span span = builder.startSpan();
    try (Scope _ = span.makeCurrent()) {
      return step.run();
    } catch (Exception e) {
      failed(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  /** Marks a span as failed. */
  public static void failed(Span span, Throwable why) {
    span.setStatus(StatusCode.ERROR, String.valueOf(why.getMessage()));
    span.recordException(why);
  }

  /** Writes the current span into the headers of a request ({@code traceparent}). */
  public static <C> void inject(C headers, TextMapSetter<C> setter) {
    telemetry.getPropagators().getTextMapPropagator().inject(Context.current(), headers, setter);
  }

  /** Reads the parent span from the headers of a request. */
  public static <C> Context extract(C headers, TextMapGetter<C> getter) {
    return telemetry
        .getPropagators()
        .getTextMapPropagator()
        .extract(Context.root(), headers, getter);
  }
}
