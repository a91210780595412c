package org.needledrop.cli.setup;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.needledrop.tracing.Tracing;

/** Starts the export of traces with the application. */
@Singleton
final class Telemetry {

  void start(@Observes StartupEvent event) {
    Tracing.startIfWanted();
  }
}
