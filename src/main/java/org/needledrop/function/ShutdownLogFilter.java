package org.needledrop.function;

import io.quarkus.logging.LoggingFilter;
import java.net.SocketException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps an error out of the log that is none: told to end, Quarkus closes the connection on which
 * the native function waits for its next event, and then logs that it was closed.
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
