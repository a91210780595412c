package org.needledrop.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** Stands before a store and holds up each request for a while. */
final class SlowStore implements AutoCloseable {

  private static final Pattern REQUEST = Pattern.compile("(GET|HEAD|PUT|POST|DELETE) .*");
  private static final int CHUNK_BYTES = 1 << 16;

  private final ServerSocket server;
  private final URI store;
  private volatile Duration delay = Duration.ZERO;

  SlowStore(URI store) throws IOException {
    this.store = store;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void delay(Duration eachRequest) {
    delay = eachRequest;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket upstream = new Socket(store.getHost(), store.getPort());
        Thread.ofVirtual().start(() -> pass(client, upstream, true));
        Thread.ofVirtual().start(() -> pass(upstream, client, false));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pass(Socket from, Socket to, boolean requests) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (requests && isRequest(chunk, read)) {
          Thread.sleep(delay);
        }
        out.write(chunk, 0, read);
      }
    } catch (IOException e) {
      // one side has hung up; so does the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isRequest(byte[] chunk, int length) {
    String start = new String(chunk, 0, Math.min(length, 8), StandardCharsets.ISO_8859_1);
    return REQUEST.matcher(start).matches();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
