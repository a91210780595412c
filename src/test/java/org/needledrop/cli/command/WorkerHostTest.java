package org.needledrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can connect to a worker. 127.0.0.2 stands for another address of this machine. */
@Timeout(60)
class WorkerHostTest {

  private static final String ELSEWHERE = "127.0.0.2";

  /** Starts a worker, and returns the port that it prints. */
  private static int port(Process worker) throws IOException {
    BufferedReader lines = worker.inputReader();
    String line = lines.readLine();
    assertThat(line).startsWith("needledrop worker listens on ");
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  private static Process start(List<String> properties, String... options) throws IOException {
    return new ProcessBuilder(NeedledropProcess.command(properties, options))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void onlyThisMachineCanConnectByDefault() throws Exception {
    Process worker = start(List.of(), "worker", "--port", "0");
    try {
      int port = port(worker);
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> new Socket(InetAddress.ofLiteral(ELSEWHERE), port).close());
    } finally {
      worker.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Dneedledrop.token=secret", "--insecure"})
  void otherMachinesCanConnectWithATokenOrWhereTheUserSaysSo(String how) throws Exception {
    boolean token = how.startsWith("-D");
    String[] command = {"worker", "--host=0.0.0.0", "--port=0", "--insecure"};
    Process worker =
        token ? start(List.of(how), Arrays.copyOf(command, 3)) : start(List.of(), command);
    try {
      new Socket(InetAddress.ofLiteral(ELSEWHERE), port(worker)).close();
    } finally {
      worker.destroyForcibly().waitFor();
    }
  }
}
