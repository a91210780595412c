package org.needledrop.cli.option;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --scorer}: workers to score on. */
public final class ScorerOption {

  @Option(
      names = "--scorer",
      paramLabel = "URL",
      split = ",",
      converter = WorkerUrl.class,
      description =
          "Score on this worker (needledrop worker, NVIDIA Triton or KServe) instead of"
              + " locally; several are used in turn. The bearer token, if required, is read from"
              + " NEEDLEDROP_TOKEN.")
  private List<URI> workers;

  public List<URI> orElse(Settings settings) {
    return workers == null ? ofSettings(settings) : workers;
  }

  private static List<URI> ofSettings(Settings settings) {
    try {
      return settings.scorer().orElse(List.of()).stream().map(WorkerUrl::checked).toList();
    } catch (UsageException e) {
      throw new UsageException("NEEDLEDROP_SCORER: " + e.getMessage());
    }
  }
}
