package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** CloudFormation's own schemas. */
final class CfnLintTest {

  @Test
  void everyTemplateIsOneThatCloudFormationUnderstands() throws Exception {
    List<String> templates = Synthesised.all().map(stack -> stack.file().toString()).toList();

    PythonTools.Result result = PythonTools.run("cfn-lint", templates);

    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isZero();
  }
}
