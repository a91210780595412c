package org.needledrop.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The Lambda function that tags tracks; see docs/serverless.md. */
final class TaggingFunction extends Construct {

  /** Lambda assigns one vCPU at this size. */
  private static final int MEMORY_MB = 1769;

  private static final int BATCH_SIZE = 10;

  private final Function function;

  TaggingFunction(
      Construct scope,
      DeploymentSettings settings,
      Network network,
      SharedResources shared,
      TrackBuckets buckets,
      EventQueue events,
      Workers workers) {
    super(scope, "Function");
    LogGroup log = shared.logGroup(this, "Log");
    SecurityGroup group = network.securityGroup(this, "Function", "Tagging function");
    FunctionPackage code = settings.function().code();
    this.function =
        Function.Builder.create(this, "Function")
            .description("Tags tracks uploaded to the bucket")
            .runtime(code.lambdaRuntime())
            .handler(code.handler())
            .code(Code.fromAsset(code.zip().toString()))
            .architecture(settings.capacity().architecture().lambdaArchitecture())
            .layers(List.of(ffmpeg(settings)))
            .memorySize(MEMORY_MB)
            .timeout(Duration.seconds(settings.function().limits().timeLimitSeconds()))
            .ephemeralStorageSize(Size.mebibytes(settings.function().limits().scratchMib()))
            .environment(environment(settings, shared, buckets, events, workers))
            .environmentEncryption(shared.key())
            .logGroup(log)
            .reservedConcurrentExecutions(reserved(settings))
            .role(new FunctionRole(this, settings, shared, buckets, events, log).role())
            .vpc(network.vpc())
            .vpcSubnets(network.isolatedSubnets())
            .securityGroups(List.of(group))
            .build();
    workers.allowFrom(group, "the function");
    function.addEventSource(
        SqsEventSource.Builder.create(events.events())
            .batchSize(BATCH_SIZE)
            .reportBatchItemFailures(true)
            .maxConcurrency(settings.capacity().size().events().functionConcurrency())
            .build());
  }

  /** Returns null for no reservation: the function then shares the account's concurrency. */
  private static Integer reserved(DeploymentSettings settings) {
    OptionalInt reserved = settings.capacity().reservedFunctions();
    return reserved.isPresent() ? reserved.getAsInt() : null;
  }

  private LayerVersion ffmpeg(DeploymentSettings settings) {
    return LayerVersion.Builder.create(this, "Ffmpeg")
        .description("Static ffmpeg in bin/")
        .code(Code.fromAsset(settings.function().code().layer().toString()))
        .compatibleArchitectures(List.of(settings.capacity().architecture().lambdaArchitecture()))
        .build();
  }

  private static Map<String, String> environment(
      DeploymentSettings settings,
      SharedResources shared,
      TrackBuckets buckets,
      EventQueue events,
      Workers workers) {
    Map<String, String> variables = new HashMap<>();
    variables.put("NEEDLEDROP_SCORER", workers.address());
    // CloudFormation resolves it at deployment; the template contains a reference only.
    variables.put("NEEDLEDROP_TOKEN", shared.token().getSecretValue().unsafeUnwrap());
    variables.put("NEEDLEDROP_DEAD_LETTERS", events.deadLetters().getQueueUrl());
    variables.put("NEEDLEDROP_RECORDS_BUCKET", buckets.records().getBucketName());
    variables.put("NEEDLEDROP_MAX_BYTES", Long.toString(settings.function().limits().maxBytes()));
    variables.put("NEEDLEDROP_RETRY_LONGEST", EventQueue.MAX_RETRY_DELAY.toIsoString());
    variables.put("NEEDLEDROP_LOG_JSON", "true");
    if (settings.function().code().isNative()) {
      // Otherwise it would handle the signals with which Lambda ends it (Quarkus, "AWS Lambda").
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
