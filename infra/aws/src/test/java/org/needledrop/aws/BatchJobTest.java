package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The template of an S3 Batch Operations job. */
final class BatchJobTest {

  @Test
  void theTemplateIsValidInTheApiModel() throws Exception {
    PythonTools.Result result =
        PythonTools.run("python3", List.of("src/test/python/check_job.py", "batch-job.json"));

    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isZero();
  }
}
