package org.needledrop.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ShutdownLogFilterTest {

  private static final String POLL_LOOP = "io.quarkus.amazon.lambda.runtime.AbstractLambdaPollLoop";

  @Test
  void isQuietAboutTheConnectionThatEndsWithTheFunction() {
    assertThat(isLogged(POLL_LOOP, new SocketException("Socket closed"))).isFalse();
  }

  @Test
  void tellsOfAllElse() {
    assertThat(isLogged(POLL_LOOP, new ConnectException("Connection refused"))).isTrue();
    assertThat(isLogged(POLL_LOOP, new IOException("Socket closed"))).isTrue();
    assertThat(isLogged(POLL_LOOP, null)).isTrue();
    assertThat(isLogged("org.needledrop", new SocketException("Socket closed"))).isTrue();
  }

  private static boolean isLogged(String logger, Exception thrown) {
    LogRecord record = new LogRecord(Level.SEVERE, "Error running lambda (NORMAL)");
    record.setLoggerName(logger);
    record.setThrown(thrown);
    return new ShutdownLogFilter().isLoggable(record);
  }
}
