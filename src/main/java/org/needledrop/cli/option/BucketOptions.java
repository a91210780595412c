package org.needledrop.cli.option;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of commands that read objects from a bucket. */
public final class BucketOptions {

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "S3 endpoint of a store other than AWS (default: NEEDLEDROP_S3_ENDPOINT).")
  private URI endpoint;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Maximum objects per second, e.g. 0.5 (default: unlimited).")
  void setRate(double perSecond) {
    if (!(perSecond > 0)) {
      throw new ParameterException(spec.commandLine(), "--rate must be above 0, not " + perSecond);
    }
    rate = Optional.of(perSecond);
  }

  public Optional<URI> endpoint(Settings settings) {
    return Optional.ofNullable(endpoint).or(settings::s3Endpoint);
  }

  public Optional<Double> rate() {
    return rate;
  }
}
