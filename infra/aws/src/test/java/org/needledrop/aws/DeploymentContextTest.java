package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is chosen on the command line. */
final class DeploymentContextTest {

  @Test
  void nothingChosenIsASmallOne() {
    Deployment deployment = Synthesised.deployment(Map.of());

    assertThat(deployment.size()).isEqualTo(Size.SMALL);
    assertThat(deployment.architecture()).isEqualTo(Architecture.X86_64);
    assertThat(deployment.workersStay()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "size, medium, size is small or large",
    "arch, amd64, arch is arm64 or x86_64",
    "runtime, python, runtime must be native or jvm",
    "image, worker, REPOSITORY:TAG",
    "image, worker:latest, is mutable",
    "budget, much, budget must be a whole number",
    "budget, 0, above 0",
    "leastWorkers, 2, from 0 to 1 for size small",
    "largestObject, 4865, from 1 to 4864",
    "reservedFunctions, 3, at least 4",
    "oldVersionsDays, 0, at least 1",
    "bucketKey, alias/mine, the ARN of a KMS key",
    "bucketKey, arn:aws:kms:us-east-1:111122223333:key/1, only with existingBucket",
    "shards, 0, from 1 to 100",
    "alarmMail, me, alarmMail must be a mail address",
    "functionZip, nowhere.zip, no function at nowhere.zip",
    "ffmpegLayer, nowhere, no program bin/ffmpeg in nowhere"
  })
  void whatIsNotUnderstoodIsNamed(String name, String value, String told) {
    assertThatThrownBy(() -> Synthesised.deployment(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void aBucketIsMadeOrThereAlready() {
    assertThatThrownBy(() -> Synthesised.deployment(Map.of("bucket", "a", "existingBucket", "b")))
        .hasMessageContaining("not both");
  }
}
