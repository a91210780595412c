package org.needledrop.function;

import io.quarkus.logging.LoggingFilter;
import java.net.SocketException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Suppresses a misleading error: on shutdown, Quarkus closes the connection on which the native
 * function waits for its next event, and logs that as an error.
 */
@LoggingFilter(name = "shutdown")
public final class ShutdownLogFilter implements Filter {

  @Override
  public boolean isLoggable(LogRecord record) {
    return !(record.getLoggerName().startsWith("io.quarkus.amazon.lambda.")
        && record.getThrown() instanceof SocketException closed
        && "Socket closed".equals(closed.getMessage()));
  }
}
