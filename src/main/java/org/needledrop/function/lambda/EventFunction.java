package org.needledrop.function.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.needledrop.function.EventFlow;
import org.needledrop.json.JsonMappers;
import org.needledrop.tracing.Tracing;

/** Entry point for AWS Lambda. */
@Named("needledrop")
@Singleton
public final class EventFunction implements RequestStreamHandler {

  private static final ObjectMapper JSON = JsonMappers.PLAIN;

  private final EventFlow flow;

  @Inject
  EventFunction(FunctionSettings settings) {
    Tracing.startIfWanted();
    this.flow = FunctionParts.flow(settings);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    JSON.writeValue(
        answer,
        flow.handle(
            event.readAllBytes(), () -> Duration.ofMillis(context.getRemainingTimeInMillis())));
  }
}
