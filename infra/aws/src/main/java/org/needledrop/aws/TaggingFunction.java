package org.needledrop.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** What tags the tracks; see docs/serverless.md. */
final class TaggingFunction extends Construct {

  /** One processor of Lambda's. */
  private static final int MEMORY_MB = 1769;

  private static final int BATCH = 10;

  private final Function function;

  TaggingFunction(
      Construct scope,
      Deployment deployment,
      Network network,
      Foundation foundation,
      TrackBuckets buckets,
      EventQueue events,
      Workers workers) {
    super(scope, "Function");
    LogGroup log = foundation.logGroup(this, "Log");
    SecurityGroup group = network.securityGroup(this, "Function", "Tagging functions");
    FunctionPackage built = deployment.function();
    this.function =
        Function.Builder.create(this, "Function")
            .description("Tags the tracks that land in the bucket")
            .runtime(built.lambdaRuntime())
            .handler(built.handler())
            .code(Code.fromAsset(built.zip().toString()))
            .architecture(deployment.architecture().function())
            .layers(List.of(ffmpeg(deployment)))
            .memorySize(MEMORY_MB)
            .timeout(Duration.seconds(deployment.limits().timeLimitSeconds()))
            .ephemeralStorageSize(Size.mebibytes(deployment.limits().scratchMib()))
            .environment(environment(deployment, foundation, buckets, events, workers))
            .environmentEncryption(foundation.key())
            .logGroup(log)
            .reservedConcurrentExecutions(reserved(deployment))
            .role(new FunctionRole(this, deployment, foundation, buckets, events, log).role())
            .vpc(network.vpc())
            .vpcSubnets(network.inside())
            .securityGroups(List.of(group))
            .build();
    workers.letIn(group, "tagging functions");
    function.addEventSource(
        SqsEventSource.Builder.create(events.events())
            .batchSize(BATCH)
            .reportBatchItemFailures(true)
            .maxConcurrency(deployment.size().functions())
            .build());
  }

  /** Null leaves it out: then the function and all others share what the account has. */
  private static Integer reserved(Deployment deployment) {
    return deployment.reservedFunctions() == 0 ? null : deployment.reservedFunctions();
  }

  private LayerVersion ffmpeg(Deployment deployment) {
    return LayerVersion.Builder.create(this, "Ffmpeg")
        .description("A static ffmpeg in bin/")
        .code(Code.fromAsset(deployment.function().layer().toString()))
        .compatibleArchitectures(List.of(deployment.architecture().function()))
        .build();
  }

  private static Map<String, String> environment(
      Deployment deployment,
      Foundation foundation,
      TrackBuckets buckets,
      EventQueue events,
      Workers workers) {
    Map<String, String> variables = new HashMap<>();
    variables.put("NEEDLEDROP_SCORER", workers.address());
    // CloudFormation puts it there while it deploys; the template holds the secret's name only.
    variables.put("NEEDLEDROP_TOKEN", foundation.token().getSecretValue().unsafeUnwrap());
    variables.put("NEEDLEDROP_DEAD_LETTERS", events.deadLetters().getQueueUrl());
    variables.put("NEEDLEDROP_RECORDS_BUCKET", buckets.records().getBucketName());
    variables.put("NEEDLEDROP_MAX_BYTES", Long.toString(deployment.limits().largestBytes()));
    variables.put("NEEDLEDROP_RETRY_LONGEST", EventQueue.LONGEST_RETRY.toIsoString());
    variables.put("NEEDLEDROP_LOG_JSON", "true");
    if (deployment.function().isNative()) {
      // Else the program catches the signals by which Lambda ends it (Quarkus guide "AWS Lambda").
      variables.put("DISABLE_SIGNAL_HANDLERS", "true");
    }
    buckets
        .copies()
        .ifPresent(
            copies ->
                variables.put("NEEDLEDROP_COPIES", "s3://%s/".formatted(copies.getBucketName())));
    return variables;
  }

  Function function() {
    return function;
  }
}
