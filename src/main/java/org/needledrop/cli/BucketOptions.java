package org.needledrop.cli;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for objects of a bucket. */
final class BucketOptions {

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Of a store that is not Amazon's; also NEEDLEDROP_S3_ENDPOINT.")
  private URI endpoint;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Objects a second at the most, as a store or a worker may want it.")
  private Double rate;

  Optional<URI> endpoint(Settings settings) {
    return Optional.ofNullable(endpoint).or(settings::s3Endpoint);
  }

  Optional<Double> rate() {
    return Optional.ofNullable(rate);
  }
}
