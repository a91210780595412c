package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings from the command line. */
final class DeploymentContextTest {

  @Test
  void withoutSettingsTheStackIsSmall() {
    DeploymentSettings settings = Synthesised.settings(Map.of());

    assertThat(settings.capacity().size()).isEqualTo(StackSize.SMALL);
    assertThat(settings.capacity().architecture()).isEqualTo(Architecture.X86_64);
    assertThat(settings.capacity().keepsIdleWorkers()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "size, medium, size must be small or large",
    "arch, amd64, arch must be arm64 or x86_64",
    "runtime, python, runtime must be native or jvm",
    "image, worker, REPOSITORY:TAG",
    "image, worker:latest, is mutable",
    "budget, much, budget must be a whole number",
    "budget, 0, above 0",
    "minWorkers, 2, from 0 to 1 for size small",
    "leastWorkers, 1, leastWorkers was renamed: use minWorkers",
    "largestObject, 4865, from 1 to 4864",
    "reservedFunctions, 3, at least 4",
    "oldVersionsDays, 0, at least 1",
    "bucketKey, alias/mine, the ARN of a KMS key",
    "bucketKey, arn:aws:kms:us-east-1:111122223333:key/1, only with existingBucket",
    "shards, 0, from 1 to 100",
    "alarmMail, me, alarmMail must be an email address",
    "functionZip, nowhere.zip, no function at nowhere.zip",
    "ffmpegLayer, nowhere, no program bin/ffmpeg in nowhere"
  })
  void rejectsInvalidValuesAndNamesTheSetting(String name, String value, String message) {
    assertThatThrownBy(() -> Synthesised.settings(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rejectsANewAndAnExistingBucketTogether() {
    assertThatThrownBy(() -> Synthesised.settings(Map.of("bucket", "a", "existingBucket", "b")))
        .hasMessageContaining("not both");
  }
}
