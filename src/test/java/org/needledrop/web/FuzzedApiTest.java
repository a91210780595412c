package org.needledrop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.needledrop.admission.ApiKeys;
import org.needledrop.servers.PythonPrograms;
import org.needledrop.web.http.ApiLimits;

/**
 * Sends requests that are made from the contract, good ones and bad ones, each operation alone and
 * one after the other. The property {@code needledrop.fuzz.seconds} lets it go on for longer, and
 * {@code needledrop.fuzz.seed} go elsewhere.
 */
class FuzzedApiTest {

  private static final int SECONDS = Integer.getInteger("needledrop.fuzz.seconds", 75);
  private static final int SEED = Integer.getInteger("needledrop.fuzz.seed", 1);

  @Test
  void answersWhateverFitsTheContractOrDoesNotAsTheContractSays(@TempDir Path folder)
      throws Exception {
    Path library = Files.createDirectory(folder.resolve("library"));
    Path report = folder.resolve("report.txt");
    ApiLimits limits = new ApiLimits(ApiKeys.NONE, List.of(), 10_000_000, 4 << 20, 1);
    try (ServedSamples served = ServedSamples.start(library, limits)) {
      Process fuzzer = fuzz(served, report);
      boolean ended = fuzzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
      fuzzer.destroyForcibly();

      assertThat(ended).as("in time: %s", Files.readString(report)).isTrue();
      assertThat(fuzzer.exitValue()).as(Files.readString(report)).isZero();
      assertThat(Files.readString(report)).containsPattern("\\d{3,} generated");
    }
  }

  private static Process fuzz(ServedSamples served, Path report) throws IOException {
    return new ProcessBuilder(
            PythonPrograms.FUZZER.program("schemathesis"),
            "--config-file=src/test/python/schemathesis.toml",
            "--no-color",
            "run",
            "src/main/resources/openapi.yaml",
            "--url=" + served.uri(),
            "--seed=" + SEED,
            "--max-time=" + SECONDS,
            "--continue-on-failure",
            "--generation-database=none",
            "--request-timeout=60",
            "--warnings=off")
        .redirectErrorStream(true)
        .redirectOutput(report.toFile())
        .start();
  }
}
