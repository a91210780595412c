package org.needledrop.cli;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.needledrop.tracing.Tracing;

/** Traces are sent from the start. */
@Singleton
final class Telemetry {

  void start(@Observes StartupEvent event) {
    Tracing.startIfWanted();
  }
}
