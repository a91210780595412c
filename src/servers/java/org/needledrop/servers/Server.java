package org.needledrop.servers;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server in a process of its own, which ends with the test. */
public final class Server implements AutoCloseable {

  private final Process process;
  private final URI address;

  private Server(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** moto: S3, SQS and S3's notifications to it. */
  public static Server moto() {
    int port = freePort();
    String program = PythonPrograms.SERVERS.program("moto_server");
    return start(
        List.of(program, "-H", "127.0.0.1", "-p", "" + port),
        Map.of(),
        URI.create("http://127.0.0.1:" + port),
        "/moto-api/");
  }

  /** SeaweedFS: S3 as somebody else understands it. */
  public static Server seaweedFs(Path folder) {
    try {
      Path users =
          Files.writeString(
              folder.resolve("s3.json"),
              """
              {"identities":[{"name":"t","credentials":[{"accessKey":"test","secretKey":"testtest"}],
              "actions":["Admin","Read","Write","List","Tagging"]}]}""");
      int port = freePort();
      return start(
          List.of(
              PythonPrograms.SERVERS.program("weed"),
              "server",
              "-dir=" + folder,
              "-ip=127.0.0.1",
              "-ip.bind=127.0.0.1",
              "-master.port=" + freePort(),
              "-volume.port=" + freePort(),
              "-filer=true",
              "-filer.port=" + freePort(),
              "-s3=true",
              "-s3.port=" + port,
              "-s3.config=" + users,
              "-volume.max=200",
              "-master.volumeSizeLimitMB=64",
              "-master.volumePreallocate=false",
              "-master.defaultReplication=000",
              "-master.telemetry=false"),
          Map.of("WEED_S3_SSE_KEK", "0123456789abcdef".repeat(4)),
          URI.create("http://127.0.0.1:" + port),
          "/healthz");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Versity's gateway, which has Object Lock. */
  public static Server versityGateway(Path folder) {
    String program =
        GoPrograms.program("versitygw", "github.com/versity/versitygw/cmd/versitygw@v1.8.0");
    try {
      String objects = Files.createDirectory(folder.resolve("objects")).toString();
      String versions = Files.createDirectory(folder.resolve("versions")).toString();
      int port = freePort();
      return start(
          List.of(
              program,
              "--access=test",
              "--secret=testtest",
              "--port=127.0.0.1:" + port,
              "--health=/healthz",
              "--quiet",
              "posix",
              "--versioning-dir",
              versions,
              objects),
          Map.of(),
          URI.create("http://127.0.0.1:" + port),
          "/healthz");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Any other program. */
  public static Server start(
      List<String> command, Map<String, String> environment, URI address, String readyPath) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Files.createTempFile("server", ".log").toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Server server = new Server(process, address);
      server.awaitAnswer(address.resolve(readyPath));
      return server;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitAnswer(URI path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < 600; i++) {
        if (!process.isAlive()) {
          throw new IllegalStateException("the server ended: " + process.info().commandLine());
        } else if (answers(http, path)) {
          return;
        }
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("no answer from " + path);
  }

  private static boolean answers(HttpClient http, URI path)
      throws IOException, InterruptedException {
    try {
      return http.send(HttpRequest.newBuilder(path).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** A free port; small enough that servers may add 10,000 to it. */
  public static int freePort() {
    for (int port = 20_000 + (int) (Math.random() * 10_000); ; port++) {
      try (ServerSocket first = new ServerSocket(port);
          ServerSocket _ = new ServerSocket(port + 10_000)) {
        return first.getLocalPort();
      } catch (IOException e) {
        // taken: the next one
      }
    }
  }

  public URI address() {
    return address;
  }

  public long residentMegabytes() {
    return ProcessMemory.residentKilobytes(process) / 1024;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
