package org.needledrop.aws;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.needledrop.aws.Deployment.ImageName;

/** Reads what {@code cdk -c NAME=VALUE} says. */
final class DeploymentContext {

  /** Every name that is understood. */
  static final Set<String> NAMES =
      Set.of(
          "size",
          "arch",
          "region",
          "account",
          "bucket",
          "existingBucket",
          "copiesBucket",
          "image",
          "gpuImage",
          "runtime",
          "functionZip",
          "ffmpegLayer",
          "certificate",
          "alarmMail",
          "leastWorkers",
          "bucketKey",
          "largestObject",
          "reservedFunctions",
          "oldVersionsDays",
          "shards",
          "budget");

  private static final String ZIP = "../../target/function/function.zip";

  private final Map<String, String> values;

  /**
   * @param values by name; other names are left alone, the CDK has some of its own
   */
  DeploymentContext(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * @throws IllegalArgumentException when a value is not understood; names it
   */
  Deployment deployment() {
    Size size = Size.named(or("size", "small"));
    Architecture architecture = Architecture.named(or("arch", "x86_64"));
    return new Deployment(
        size,
        architecture,
        or("region", "us-east-1"),
        value("account"),
        value("bucket"),
        value("existingBucket"),
        value("copiesBucket"),
        ImageName.parse(or("image", "needledrop-worker:0.1.0")),
        ImageName.parse(or("gpuImage", "needledrop-worker-gpu:0.1.0")),
        function(architecture),
        value("certificate"),
        value("alarmMail"),
        number("leastWorkers", size.leastWorkers()),
        value("bucketKey"),
        new ObjectLimits(number("largestObject", 2048)),
        number("reservedFunctions", size.functions()),
        number("oldVersionsDays", 30),
        number("shards", size.search().map(Size.SearchCluster::nodes).orElse(1)),
        number("budget", 200));
  }

  private FunctionPackage function(Architecture architecture) {
    return new FunctionPackage(
        or("runtime", "jvm"),
        Path.of(or("functionZip", ZIP)),
        Path.of(or("ffmpegLayer", "target/layers/" + architecture.text())));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  private String or(String name, String usual) {
    return value(name).orElse(usual);
  }

  private int number(String name, int usual) {
    try {
      return value(name).map(Integer::parseInt).orElse(usual);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a whole number, not '%s'".formatted(name, values.get(name)), e);
    }
  }
}
