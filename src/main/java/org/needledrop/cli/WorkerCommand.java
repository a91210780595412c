package org.needledrop.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "Scores snippets for everyone, over the Open Inference Protocol v2.",
      "Runs until it is told to stop, and then answers what it has taken. A bearer token is asked"
          + " for where NEEDLEDROP_TOKEN is set."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop worker --port 8000",
      "  needledrop tag Music --scorer http://localhost:8000",
      "  curl localhost:8000/v2/health/ready"
    })
final class WorkerCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8000",
      description = "Port to listen on; ${DEFAULT-VALUE} unless told, 0 for any that is free.")
  private int port;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Model repository: a folder of model folders, or one of them.")
  private Path models;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "What to score on: cuda, cpu, or auto for CUDA devices where there are any (default:"
              + " ${DEFAULT-VALUE}).")
  private ScoringDevice device;

  @Option(
      names = "--max-batch-size",
      paramLabel = "N",
      description = "Snippets in one run of the network; 8 unless told.")
  private Integer maxBatchSize;

  @Option(
      names = "--max-batch-delay",
      paramLabel = "MS",
      description = "How long a snippet waits for others, in milliseconds; 2 unless told.")
  private Integer maxBatchDelay;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "Snippets that may wait before requests are refused; 16384 unless told.")
  private Integer queue;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      description = "Seconds after which a request is given up; 60 unless told.")
  private Integer timeout;

  @Option(
      names = "--max-request-bytes",
      paramLabel = "N",
      defaultValue = "67108864",
      description = "Longer requests are refused unread; ${DEFAULT-VALUE} unless told.")
  private long maxRequestBytes;

  @ArgGroup(exclusive = false)
  private TlsOptions tls;

  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  WorkerCommand(Settings settings) {
    this.settings = settings;
  }

  /** Both or none. */
  static final class TlsOptions {
    @Option(
        names = "--tls-certificate",
        paramLabel = "PEM",
        required = true,
        description = "Certificate chain, for HTTPS.")
    private Path certificate;

    @Option(
        names = "--tls-key",
        paramLabel = "PEM",
        required = true,
        description = "Its private key.")
    private Path key;
  }

  @Override
  public Integer call() {
    Path repository = models == null ? settings.model() : models;
    Optional<Access.Tls> pems =
        Optional.ofNullable(tls).map(one -> new Access.Tls(one.certificate, one.key));
    Access access = new Access(settings.token(), pems, maxRequestBytes);
    try (Worker worker =
        Worker.start(
            repository,
            (folder, manifest) -> DjlScorer.forEachDevice(folder, manifest, device),
            limits(),
            access,
            port)) {
      // Quarkus ends without waiting for this command; the JVM waits for its hooks.
      Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "drain"));
      PrintWriter out = spec.commandLine().getOut();
      out.println("needledrop worker listens on port " + worker.port());
      out.println("It scores on " + device.description());
      out.flush();
      Quarkus.waitForExit();
    }
    return ExitCode.OK;
  }

  private BatchLimits limits() {
    BatchLimits usual = BatchLimits.defaults();
    int capacity = queue == null ? usual.queueCapacity() : queue;
    try {
      return new BatchLimits(
          maxBatchSize == null ? usual.maxBatchSize() : maxBatchSize,
          maxBatchDelay == null ? usual.maxBatchDelay() : Duration.ofMillis(maxBatchDelay),
          capacity,
          Math.min(usual.maxRequestSnippets(), capacity),
          timeout == null ? usual.timeout() : Duration.ofSeconds(timeout));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
