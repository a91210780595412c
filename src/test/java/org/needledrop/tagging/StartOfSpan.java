package org.needledrop.tagging;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.needledrop.tracing.Tracing;

/** Does something else each time a step of the work begins, until it is closed. */
record StartOfSpan(String name, Runnable then) implements SpanProcessor {

  static StartOfSpan hook(String name, Runnable then) {
    StartOfSpan hook = new StartOfSpan(name, then);
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(hook).build();
    Tracing.use(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    return hook;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    if (span.getName().equals(name)) {
      then.run();
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }

  @Override
  public void close() {
    Tracing.use(OpenTelemetry.noop());
  }
}
