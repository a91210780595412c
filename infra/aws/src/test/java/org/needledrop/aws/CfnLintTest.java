package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The templates against CloudFormation's schemas. */
final class CfnLintTest {

  @Test
  void everyTemplateIsValid() throws Exception {
    List<String> templates = Synthesised.all().map(stack -> stack.file().toString()).toList();

    // W3005: the CDK adds redundant dependencies.
    PythonTools.Result result =
        PythonTools.run(
            "cfn-lint",
            Stream.concat(Stream.of("--ignore-checks", "W3005", "--"), templates.stream())
                .toList());

    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isZero();
  }
}
