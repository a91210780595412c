package org.needledrop.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Runtime;

/**
 * The function's deployment package, which the main build creates.
 *
 * @param runtime {@code native} or {@code jvm}
 * @param zip code, from {@code mvn -Dfunction [-Dnative] package}
 * @param layer folder of the Lambda layer, with {@code bin/ffmpeg}
 */
record FunctionPackage(String runtime, Path zip, Path layer) {

  FunctionPackage {
    if (!runtime.equals("native") && !runtime.equals("jvm")) {
      throw new IllegalArgumentException(
          "runtime must be native or jvm, not '%s'".formatted(runtime));
    }
    if (!Files.exists(zip)) {
      throw new IllegalArgumentException(
          "no function at %s: build it with 'mvn -Dfunction package', or set functionZip"
              .formatted(zip));
    }
    if (!Files.isExecutable(layer.resolve("bin/ffmpeg"))) {
      throw new IllegalArgumentException(
          ("no program bin/ffmpeg in %s: run 'mvn process-resources', or set ffmpegLayer to"
                  + " another folder")
              .formatted(layer));
    }
  }

  boolean isNative() {
    return runtime.equals("native");
  }

  Runtime lambdaRuntime() {
    return isNative() ? Runtime.PROVIDED_AL2023 : Runtime.JAVA_25;
  }

  /** A native runtime ignores the handler, but Lambda requires one. */
  String handler() {
    return "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
  }
}
