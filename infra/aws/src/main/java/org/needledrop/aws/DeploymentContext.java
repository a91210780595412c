package org.needledrop.aws;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the settings that {@code cdk -c NAME=VALUE} passes as context. */
final class DeploymentContext {

  /** Names of all settings. */
  private static final Set<String> NAMES =
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
          "minWorkers",
          "bucketKey",
          "largestObject",
          "reservedFunctions",
          "oldVersionsDays",
          "shards",
          "budget");

  /** New names by old ones: ignoring an old name would deploy something else than was requested. */
  private static final Map<String, String> RENAMED = Map.of("leastWorkers", "minWorkers");

  private static final String ZIP = "../../target/function/function.zip";

  private final Map<String, String> values;

  /**
   * @param values values by name; unknown names are ignored, because the CDK has its own
   * @throws IllegalArgumentException if a name was renamed
   */
  DeploymentContext(Map<String, String> values) {
    RENAMED.forEach(
        (oldName, newName) -> {
          if (values.containsKey(oldName)) {
            throw new IllegalArgumentException(
                "%s was renamed: use %s".formatted(oldName, newName));
          }
        });
    this.values = Map.copyOf(values);
  }

  /** Returns the names to read from the context, old ones included. */
  static Set<String> readNames() {
    Set<String> names = new HashSet<>(NAMES);
    names.addAll(RENAMED.keySet());
    return names;
  }

  /**
   * @throws IllegalArgumentException if a value is invalid; the message names the setting
   */
  DeploymentSettings settings() {
    Architecture architecture = Architecture.parse(valueOr("arch", "x86_64"));
    return new DeploymentSettings(
        new Destination(valueOr("region", "us-east-1"), value("account")),
        capacity(architecture),
        new BucketSettings(
            value("bucket"),
            value("existingBucket"),
            value("bucketKey"),
            value("copiesBucket"),
            intOr("oldVersionsDays", 30)),
        new Images(
            ImageName.parse(valueOr("image", "needledrop-worker:0.1.0")),
            ImageName.parse(valueOr("gpuImage", "needledrop-worker-gpu:0.1.0"))),
        new FunctionSettings(
            function(architecture), new ObjectLimits(intOr("largestObject", 2048))),
        value("certificate"),
        new Alerts(value("alarmMail"), intOr("budget", 200)));
  }

  private Capacity capacity(Architecture architecture) {
    StackSize size = StackSize.parse(valueOr("size", "small"));
    int reserved = intOr("reservedFunctions", size.events().functionConcurrency());
    return new Capacity(
        size,
        architecture,
        intOr("minWorkers", size.minWorkers()),
        reserved == 0 ? OptionalInt.empty() : OptionalInt.of(reserved),
        intOr("shards", size.search().map(StackSize.SearchCluster::nodes).orElse(1)));
  }

  private FunctionPackage function(Architecture architecture) {
    return new FunctionPackage(
        valueOr("runtime", "jvm"),
        Path.of(valueOr("functionZip", ZIP)),
        Path.of(valueOr("ffmpegLayer", "target/layers/" + architecture.text())));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  private String valueOr(String name, String defaultValue) {
    return value(name).orElse(defaultValue);
  }

  private int intOr(String name, int defaultValue) {
    try {
      return value(name).map(Integer::parseInt).orElse(defaultValue);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a whole number, not '%s'".formatted(name, values.get(name)), e);
    }
  }
}
