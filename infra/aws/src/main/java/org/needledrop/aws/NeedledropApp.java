package org.needledrop.aws;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/** What {@code cdk synth} and {@code cdk deploy} run. */
public final class NeedledropApp {

  private NeedledropApp() {}

  /** Takes no arguments: the CDK hands over what was chosen in its context. */
  public static void main(String[] arguments) {
    App app = App.Builder.create().context(Features.CONTEXT).build();
    Map<String, String> values = new HashMap<>();
    environment("CDK_DEFAULT_REGION", "region", values);
    environment("CDK_DEFAULT_ACCOUNT", "account", values);
    for (String name : DeploymentContext.NAMES) {
      Object value = app.getNode().tryGetContext(name);
      if (value != null) {
        values.put(name, value.toString());
      }
    }
    new NeedledropStack(app, new DeploymentContext(values).deployment());
    Aspects.of(app).add(new AwsSolutionsChecks());
    app.synth();
  }

  private static void environment(String variable, String name, Map<String, String> values) {
    String value = System.getenv(variable);
    if (value != null) {
      values.put(name, value);
    }
  }
}
