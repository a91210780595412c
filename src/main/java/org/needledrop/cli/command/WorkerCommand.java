package org.needledrop.cli.command;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.needledrop.cli.option.PortNumber;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.UsageException;
import org.needledrop.scoring.djl.DjlScorer;
import org.needledrop.scoring.djl.ScoringDevice;
import org.needledrop.worker.Access;
import org.needledrop.worker.BatchLimits;
import org.needledrop.worker.Worker;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code needledrop worker}. */
@Command(
    name = "worker",
    description = {
      "Serves the model over the Open Inference Protocol v2.",
      "Runs until stopped, then finishes accepted requests. Requires a bearer token if"
          + " NEEDLEDROP_TOKEN is set; other machines need one, except with --insecure."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop worker --port 8000                      for this machine",
      "  NEEDLEDROP_TOKEN=secret needledrop worker --host 0.0.0.0",
      "  needledrop tag Music --scorer http://localhost:8000",
      "  curl localhost:8000/v2/health/ready"
    })
final class WorkerCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8000",
      converter = PortNumber.class,
      description = "Port to listen on; 0 for any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "localhost",
      description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  private String host;

  @Option(names = "--insecure", description = "Allow other machines to connect without a token.")
  private boolean insecure;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model folder, or a folder of several (default: the bundled model).")
  private Path model;

  /** The former name of {@code --model}. */
  @Option(names = "--models", hidden = true)
  private Path models;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "Device to score on: cuda, cpu, or auto for CUDA if available (default:"
              + " ${DEFAULT-VALUE}).")
  private ScoringDevice device;

  @Option(
      names = "--max-batch-size",
      paramLabel = "N",
      defaultValue = "8",
      description = "Maximum snippets per batch (default: ${DEFAULT-VALUE}).")
  private int maxBatchSize;

  @Option(
      names = "--max-batch-delay",
      paramLabel = "MS",
      defaultValue = "2",
      description =
          "Maximum time in ms that a snippet waits for its batch to fill (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxBatchDelay;

  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "16384",
      description =
          "Snippets that may wait; further requests are rejected (default: ${DEFAULT-VALUE}).")
  private int queue;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "60",
      description = "Time limit of a request in seconds (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--max-request-bytes",
      paramLabel = "N",
      defaultValue = "67108864",
      description = "Maximum size of a request (default: ${DEFAULT-VALUE}).")
  private long maxRequestBytes;

  @ArgGroup(exclusive = false)
  private TlsOptions tls;

  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  WorkerCommand(Settings settings) {
    this.settings = settings;
  }

  /** Certificate and key; both or neither. */
  static final class TlsOptions {
    @Option(
        names = "--tls-certificate",
        paramLabel = "PEM",
        required = true,
        description = "Certificate chain; enables HTTPS.")
    private Path certificate;

    @Option(
        names = "--tls-key",
        paramLabel = "PEM",
        required = true,
        description = "Private key of the certificate.")
    private Path key;
  }

  @Override
  public Integer call() {
    refuseStrangers();
    Path repository = Optional.ofNullable(model).or(this::formerModel).orElse(settings.model());
    Optional<Access.Tls> pems =
        Optional.ofNullable(tls).map(one -> new Access.Tls(one.certificate, one.key));
    Access access = new Access(settings.token(), pems, maxRequestBytes);
    try (Worker worker =
        Worker.start(
            repository,
            (folder, manifest) -> DjlScorer.forEachDevice(folder, manifest, device),
            limits(),
            access,
            host,
            port)) {
      // Quarkus exits without waiting for this command; the JVM waits for its shutdown hooks.
      Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "drain"));
      PrintWriter out = spec.commandLine().getOut();
      out.println("needledrop worker listens on %s:%d".formatted(host, worker.port()));
      out.println("scoring on " + device.description());
      out.flush();
      Quarkus.waitForExit();
    }
    return ExitCode.OK;
  }

  private Optional<Path> formerModel() {
    return Optional.ofNullable(models);
  }

  /** Refuses to score for anyone who reaches the port, unless that is what the user wants. */
  private void refuseStrangers() {
    if (settings.token().isEmpty() && !insecure && !isLoopback()) {
      throw new UsageException(
          "--host %s lets other machines connect: set NEEDLEDROP_TOKEN, or add --insecure"
              .formatted(host));
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new UsageException("--host %s: unknown host".formatted(host));
    }
  }

  private BatchLimits limits() {
    int maxRequestSnippets = Math.min(BatchLimits.defaults().maxRequestSnippets(), queue);
    try {
      return new BatchLimits(
          maxBatchSize,
          Duration.ofMillis(maxBatchDelay),
          queue,
          maxRequestSnippets,
          Duration.ofSeconds(timeout));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
