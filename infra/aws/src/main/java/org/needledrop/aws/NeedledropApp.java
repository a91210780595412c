package org.needledrop.aws;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/** The CDK app that {@code cdk synth} and {@code cdk deploy} run. */
public final class NeedledropApp {

  private NeedledropApp() {}

  /** Takes no arguments: the CDK passes the settings as context. */
  public static void main(String[] arguments) {
    App app = App.Builder.create().context(FeatureFlags.CONTEXT).build();
    new NeedledropStack(app, new DeploymentContext(context(app)).settings());
    Aspects.of(app).add(new AwsSolutionsChecks());
    app.synth();
  }

  private static Map<String, String> context(App app) {
    Map<String, String> values = new HashMap<>();
    environment("CDK_DEFAULT_REGION", "region", values);
    environment("CDK_DEFAULT_ACCOUNT", "account", values);
    for (String name : DeploymentContext.readNames()) {
      Object value = app.getNode().tryGetContext(name);
      if (value != null) {
        values.put(name, value.toString());
      }
    }
    return values;
  }

  private static void environment(String variable, String name, Map<String, String> values) {
    String value = System.getenv(variable);
    if (value != null) {
      values.put(name, value);
    }
  }
}
