package org.needledrop.cli.command;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.needledrop.admission.ApiKeys;
import org.needledrop.analysis.AnalysisSetup;
import org.needledrop.cli.bucket.FollowedBucket;
import org.needledrop.cli.option.ExistingLibrary;
import org.needledrop.cli.option.JobsOption;
import org.needledrop.cli.option.ModelOption;
import org.needledrop.cli.option.PortNumber;
import org.needledrop.cli.option.ScorerOption;
import org.needledrop.cli.option.Settings;
import org.needledrop.cli.option.UsageException;
import org.needledrop.cli.setup.ConfiguredAnalysis;
import org.needledrop.cli.setup.LibraryIndex;
import org.needledrop.journal.Journal;
import org.needledrop.journal.LibraryFolder;
import org.needledrop.similarity.SimilaritySearch;
import org.needledrop.tagging.IndexEntries;
import org.needledrop.web.ApiServer;
import org.needledrop.web.http.ApiLimits;
import org.needledrop.web.operations.ServedIndex;
import org.needledrop.web.operations.ServedLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code needledrop serve}. */
@Command(
    name = "serve",
    description = {
      "Serves a library over HTTP: a web page and a REST API.",
      "Runs until stopped; other commands may tag tracks meanwhile.",
      "NEEDLEDROP_API_KEYS lists API keys, separated by commas; requests then need one. KEY allows"
          + " everything, KEY:read+metrics only these scopes: read; analyze (files that are not"
          + " kept); write (tracks, labels, tags); metrics (/q/metrics).",
      "NEEDLEDROP_RECORDS is a bucket (s3://...), or the URL of the queue that receives its"
          + " events: tracks tagged there are added to the index."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  needledrop serve Music                  then open http://localhost:8080",
      "  NEEDLEDROP_API_KEYS=secret needledrop serve Music --host 0.0.0.0",
      "  curl localhost:8080/q/openapi           the API description"
    })
final class ServeCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "LIBRARY",
      description = "Folder of tracks; they need not be tagged yet.")
  private Path library;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      converter = PortNumber.class,
      description = "Port to listen on; 0 for any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "localhost",
      description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  private String host;

  @Option(
      names = "--cors-origin",
      paramLabel = "URL",
      split = ",",
      description = "Allow requests from pages of this origin, e.g. https://example.org.")
  private List<String> corsOrigins = List.of();

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      defaultValue = "6000",
      description = "Rate limit per API key or address (default: ${DEFAULT-VALUE}).")
  private int requestsPerMinute;

  @Option(
      names = "--max-upload-bytes",
      paramLabel = "N",
      defaultValue = "1073741824",
      description = "Maximum size of an uploaded file (default: ${DEFAULT-VALUE}).")
  private long maxUploadBytes;

  @Mixin private JobsOption jobs;
  @Mixin private ModelOption modelOption;
  @Mixin private ScorerOption scorer;
  @Spec private CommandSpec spec;

  private final Settings settings;

  @Inject
  ServeCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(library)) {
      throw new UsageException(library + " is not a folder");
    }
    ExistingLibrary.orNew(library);
    ApiLimits limits = limits();
    LibraryIndex index = LibraryIndex.of(settings, library);
    index.makeIfAbsent();
    try (AnalysisSetup setup =
            ConfiguredAnalysis.open(
                settings, modelOption.orElse(settings.model()), scorer.orElse(settings));
        Journal journal = Journal.open(LibraryFolder.journal(library));
        SimilaritySearch search = index.search();
        FollowedBucket bucket =
            FollowedBucket.open(settings, IndexEntries.of(journal, setup.model()))) {
      ServedLibrary served =
          new ServedLibrary(
              library, setup, journal, new ServedIndex(search, index::open), bucket.follower());
      serve(served, limits);
    }
    return ExitCode.OK;
  }

  private void serve(ServedLibrary served, ApiLimits limits) {
    try (ApiServer server = ApiServer.start(served, limits, host, port)) {
      // Quarkus exits without waiting for this command; the JVM waits for its shutdown hooks.
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close"));
      PrintWriter out = spec.commandLine().getOut();
      out.println("needledrop: serving %s on http://%s:%d".formatted(library, host, server.port()));
      out.flush();
      Quarkus.waitForExit();
    }
  }

  private ApiLimits limits() {
    try {
      return new ApiLimits(apiKeys(), corsOrigins, requestsPerMinute, maxUploadBytes, jobs.jobs());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ApiKeys apiKeys() {
    try {
      return ApiKeys.parse(settings.apiKeys().orElse(List.of()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("NEEDLEDROP_API_KEYS, " + e.getMessage());
    }
  }
}
