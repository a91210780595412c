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
      description =
          "Score on this worker (needledrop worker, NVIDIA Triton or KServe) instead of"
              + " locally; several are used in turn. The bearer token, if required, is read from"
              + " NEEDLEDROP_TOKEN.")
  private List<URI> workers;

  public List<URI> orElse(Settings settings) {
    return workers == null ? settings.scorer().orElse(List.of()) : workers;
  }
}
