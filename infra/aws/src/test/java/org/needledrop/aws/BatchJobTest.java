package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The template of a job that hands an archive to the function. */
final class BatchJobTest {

  @Test
  void theTemplateIsACallThatAwsUnderstands() throws Exception {
    PythonTools.Result result =
        PythonTools.run("python3", List.of("src/test/python/check_job.py", "batch-job.json"));

    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isZero();
  }
}
